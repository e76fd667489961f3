package org.mkailin.corpus;

import java.io.Serializable;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * An evaluator's verdict on a {@link Comparison}.
 *
 * @param firstScore how well the first question's contexts fit the source; finite, higher is better
 * @param secondScore the same for the second
 * @param tie whether the two are too close to prefer one
 */
@DefaultCoder(RecordCoder.class)
public record Judgement(double firstScore, double secondScore, boolean tie)
    implements Serializable {

  public Judgement {
    if (!Double.isFinite(firstScore) || !Double.isFinite(secondScore)) {
      throw new IllegalArgumentException(
          "scores must be finite, but are " + firstScore + " and " + secondScore);
    }
  }

  /** Whether the first question is preferred; at a tie, whether it would stand first. */
  public boolean prefersFirst() {
    return firstScore >= secondScore;
  }
}
