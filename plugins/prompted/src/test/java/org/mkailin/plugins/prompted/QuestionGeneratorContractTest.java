package org.mkailin.plugins.prompted;

import java.util.List;
import java.util.Map;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Citation;
import org.mkailin.testkit.QuestionGeneratorContract;
import org.mkailin.testkit.SampleCitations;

class QuestionGeneratorContractTest extends QuestionGeneratorContract {
  /** Every second reply is malformed; ten in a row will not be. */
  @Override
  protected AgentSpec spec() {
    return new AgentSpec(
        "general",
        List.of("prompted", "fake-generator"),
        Map.of("prompted", Map.of("attempts", 10)));
  }

  @Override
  protected List<Citation> badInputs() {
    return List.of(SampleCitations.BARE);
  }
}
