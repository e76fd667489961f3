package org.mkailin.plugins.prompted;

import java.util.List;
import java.util.Map;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Comparison;
import org.mkailin.testkit.QuestionEvaluatorContract;
import org.mkailin.testkit.SampleCitations;

class GeneratedEvaluatorContractTest extends QuestionEvaluatorContract {
  /** Every second reply is malformed; ten in a row will not be. */
  @Override
  protected AgentSpec spec() {
    return new AgentSpec(
        "evaluator",
        List.of("prompted", "fake-generator"),
        Map.of("prompted", Map.of("attempts", 10, "ties", "keep")));
  }

  @Override
  protected List<Comparison> badInputs() {
    return List.of(
        SampleCitations.compare(
            SampleCitations.BARE, SampleCitations.PAPAIN, SampleCitations.THIAZIDE));
  }
}
