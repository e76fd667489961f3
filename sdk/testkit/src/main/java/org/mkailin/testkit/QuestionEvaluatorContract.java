package org.mkailin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionEvaluator;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Judgement;
import org.mkailin.runtime.AgentLease;

/** The contract of an evaluator: the order of the two sides does not sway it. */
public abstract class QuestionEvaluatorContract extends AgentContract<Comparison, Judgement> {
  @Override
  protected Class<QuestionEvaluator> role() {
    return QuestionEvaluator.class;
  }

  @Override
  protected List<Comparison> goodInputs() {
    return SampleCitations.comparisons();
  }

  @Override
  protected void checkValue(Comparison input, Judgement value) {
    assertThat(value.firstScore()).isFinite();
  }

  @Test
  void swappingTheSidesSwapsTheScores() {
    try (AgentLease lease = AgentLease.of(spec())) {
      for (Comparison pair : goodInputs()) {
        Comparison swapped =
            new Comparison(pair.source(), /* first= */ pair.second(), /* second= */ pair.first());
        Judgement straight = judge(lease, pair);
        Judgement other = judge(lease, swapped);
        assertThat(other.firstScore()).isEqualTo(straight.secondScore());
        assertThat(other.secondScore()).isEqualTo(straight.firstScore());
        assertThat(other.tie()).isEqualTo(straight.tie());
      }
    }
  }

  private Judgement judge(AgentLease lease, Comparison pair) {
    Outcome<Judgement> outcome = lease.get(role()).process(List.of(pair)).get(0);
    return ((Outcome.Accepted<Judgement>) outcome).value();
  }
}
