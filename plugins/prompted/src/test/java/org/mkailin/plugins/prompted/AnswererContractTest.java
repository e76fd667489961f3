package org.mkailin.plugins.prompted;

import java.util.List;
import java.util.Map;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.AnswerRequest;
import org.mkailin.corpus.QuestionInContext;
import org.mkailin.testkit.AnswerGeneratorContract;

class AnswererContractTest extends AnswerGeneratorContract {
  /** Every second reply is malformed; ten in a row will not be. */
  @Override
  protected AgentSpec spec() {
    return new AgentSpec(
        "answerer",
        List.of("prompted", "fake-generator"),
        Map.of("prompted", Map.of("attempts", 10)));
  }

  @Override
  protected List<AnswerRequest> badInputs() {
    AnswerRequest good = goodInputs().get(0);
    return List.of(
        new AnswerRequest(
            good.source(), new QuestionInContext(good.asked().question(), List.of())));
  }
}
