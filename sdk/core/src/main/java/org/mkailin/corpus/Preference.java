package org.mkailin.corpus;

import java.io.Serializable;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * A judged pair; (q chosen, q rejected) in m-KAILIN, eq. 5.
 *
 * @param source the citation that both questions ask about
 * @param chosen the question whose contexts fit the source better
 * @param rejected the other one
 * @param chosenScore the chosen side's score
 * @param rejectedScore the rejected side's score
 * @param tie whether the evaluator found no difference worth a preference
 */
@DefaultCoder(RecordCoder.class)
public record Preference(
    Citation source,
    QuestionInContext chosen,
    QuestionInContext rejected,
    double chosenScore,
    double rejectedScore,
    boolean tie)
    implements Serializable {

  /** The preference that a judgement makes of a comparison. */
  public static Preference of(Comparison pair, Judgement judgement) {
    boolean first = judgement.prefersFirst();
    return new Preference(
        pair.source(),
        first ? pair.first() : pair.second(),
        first ? pair.second() : pair.first(),
        first ? judgement.firstScore() : judgement.secondScore(),
        first ? judgement.secondScore() : judgement.firstScore(),
        judgement.tie());
  }

  /** How much better the chosen side is: chosen minus rejected score, ≥ 0. */
  public double margin() {
    return chosenScore - rejectedScore;
  }
}
