package org.mkailin.plugins.prompted;

import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.mkailin.agent.Outcome;
import org.mkailin.model.LogProbabilities;
import org.mkailin.model.ScoringRequest;
import org.mkailin.model.TextScorer;
import org.mkailin.plugins.prompted.Inquiry.Prompt;

/**
 * Verdicts from the probabilities that a model gives to «A» and to «B»: the learned evaluator of
 * m-KAILIN (arXiv 2504.19565), eq. 6. Nothing is generated, and nothing is sampled.
 *
 * <p>Only the ratio of the two counts. Where the model would rather say something else, the ratio
 * is little more than noise, however clear it looks. The counter «unlikely-verdicts» counts
 * verdicts with p(A) + p(B) below 0.5, in either order of the sides, so up to two a comparison;
 * they are kept all the same. If there are many, the model does not do what the prompt says.
 */
final class ScoredVerdicts implements Verdicts {
  static final String UNLIKELY = "unlikely-verdicts";

  private static final double LIKELY = 0.5;
  private static final Counter UNLIKELY_VERDICTS = Metrics.counter(ScoredVerdicts.class, UNLIKELY);

  private final TextScorer scorer;

  ScoredVerdicts(TextScorer scorer) {
    this.scorer = scorer;
  }

  @Override
  public List<Outcome<Verdict>> of(List<Prompt> prompts) {
    List<ScoringRequest> requests =
        prompts.stream().map(p -> new ScoringRequest(p.messages(), Verdict.WORDS)).toList();
    return InPlace.goOn(
        InPlace.oneForEach(requests, scorer::process),
        scores -> scores.stream().map(ScoredVerdicts::verdict).toList());
  }

  private static Outcome<Verdict> verdict(LogProbabilities scores) {
    double logA = scores.values().get(0);
    double logB = scores.values().get(1);
    Outcome<Verdict> verdict = Verdict.of(logA, logB);
    if (verdict instanceof Outcome.Accepted && Math.exp(logA) + Math.exp(logB) < LIKELY) {
      UNLIKELY_VERDICTS.inc();
    }
    return verdict;
  }
}
