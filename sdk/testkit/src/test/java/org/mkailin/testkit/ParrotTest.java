package org.mkailin.testkit;

import java.util.List;
import java.util.Map;
import org.mkailin.agent.AgentSpec;
import org.mkailin.model.GenerationRequest;
import org.mkailin.model.GenerationRequest.Message;

class ParrotTest extends TextGeneratorContract {
  @Override
  protected AgentSpec spec() {
    return new AgentSpec("parrot", List.of("parrot"), Map.of());
  }

  @Override
  protected List<GenerationRequest> badInputs() {
    return List.of(
        new GenerationRequest(List.of(new Message("user", " ")), 16, List.of(), 0, /* seed= */ 1));
  }
}
