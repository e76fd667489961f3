package org.mkailin.agent;

import java.util.Locale;
import org.mkailin.corpus.Judgement;

/** What becomes of two questions that an evaluator scores alike; a setting of evaluators. */
public enum Ties {
  /** They are rejected, with the reason {@link #REASON}. */
  DROP,
  /** They are judged, and the judgement says that it is a tie. */
  KEEP;

  /** The reason of a rejection. */
  public static final String REASON = "tie";

  /**
   * The judgement on two scores.
   *
   * @param margin scores that differ by no more than this are a tie; ≥ 0
   */
  public Outcome<Judgement> judge(double first, double second, double margin) {
    boolean tie = Math.abs(first - second) <= margin;
    if (tie && this == DROP) {
      return Outcome.rejected(
          REASON,
          String.format(
              Locale.ROOT,
              "scores %.6f and %.6f differ by no more than tie-margin %s",
              first,
              second,
              margin));
    }
    return Outcome.of(new Judgement(first, second, tie));
  }
}
