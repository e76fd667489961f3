package org.mkailin.plugins.prompted;

import java.util.List;
import java.util.Map;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Comparison;
import org.mkailin.testkit.QuestionEvaluatorContract;
import org.mkailin.testkit.SampleCitations;

class ScoredEvaluatorContractTest extends QuestionEvaluatorContract {
  /** With the model's own probabilities, which lean towards the first place. */
  @Override
  protected AgentSpec spec() {
    return new AgentSpec(
        "evaluator",
        List.of("prompted", "fake-generator", "fake-scorer"),
        Map.of("prompted", Map.of("ties", "keep")));
  }

  @Override
  protected List<Comparison> badInputs() {
    return List.of(
        SampleCitations.compare(
            SampleCitations.BARE, SampleCitations.PAPAIN, SampleCitations.THIAZIDE));
  }
}
