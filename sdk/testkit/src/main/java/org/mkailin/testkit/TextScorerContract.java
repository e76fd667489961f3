package org.mkailin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.Outcome;
import org.mkailin.corpus.Citation;
import org.mkailin.model.GenerationRequest.Message;
import org.mkailin.model.LogProbabilities;
import org.mkailin.model.ScoringRequest;
import org.mkailin.model.TextScorer;
import org.mkailin.runtime.AgentLease;

/**
 * The contract of a scorer: {@link AgentContract}; one log-probability for each continuation, which
 * depends on the conversation and on that continuation alone.
 */
public abstract class TextScorerContract extends AgentContract<ScoringRequest, LogProbabilities> {
  @Override
  protected Class<TextScorer> role() {
    return TextScorer.class;
  }

  /** Three continuations, one of several words, of a conversation about every sample citation. */
  @Override
  protected List<ScoringRequest> goodInputs() {
    return SampleCitations.all().stream()
        .map(citation -> request(citation, List.of("yes", "no", "it depends on the dose")))
        .toList();
  }

  @Override
  protected void checkValue(ScoringRequest request, LogProbabilities value) {
    assertThat(value.values()).hasSameSizeAs(request.continuations());
  }

  @Test
  void otherContinuationsDoNotChangeAScore() {
    Citation citation = SampleCitations.all().get(0);
    try (AgentLease lease = AgentLease.of(spec())) {
      TextScorer scorer = lease.get(role());
      List<Double> both = score(scorer, request(citation, List.of("yes", "no")));
      assertThat(score(scorer, request(citation, List.of("no", "yes"))))
          .containsExactly(both.get(1), both.get(0));
      assertThat(score(scorer, request(citation, List.of("yes")))).containsExactly(both.get(0));
    }
  }

  private static List<Double> score(TextScorer scorer, ScoringRequest request) {
    Outcome<LogProbabilities> outcome = scorer.process(List.of(request)).get(0);
    return ((Outcome.Accepted<LogProbabilities>) outcome).value().values();
  }

  private static ScoringRequest request(Citation citation, List<String> continuations) {
    return new ScoringRequest(
        List.of(new Message("user", "Is this a trial? " + citation.title())), continuations);
  }
}
