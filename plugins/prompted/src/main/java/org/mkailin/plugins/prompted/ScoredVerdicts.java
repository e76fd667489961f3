package org.mkailin.plugins.prompted;

import java.util.List;
import org.mkailin.agent.Outcome;
import org.mkailin.model.LogProbabilities;
import org.mkailin.model.ScoringRequest;
import org.mkailin.model.TextScorer;
import org.mkailin.plugins.prompted.Inquiry.Prompt;

/**
 * Verdicts from the probabilities that a model gives to «A» and to «B»: the learned evaluator of
 * m-KAILIN (arXiv 2504.19565), eq. 6. Nothing is generated, and nothing is sampled.
 */
final class ScoredVerdicts implements Verdicts {
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
    return Verdict.of(scores.values().get(0), scores.values().get(1));
  }
}
