package org.mkailin.plugins.tensorflow;

import java.util.List;
import org.mkailin.agent.AgentSpec;
import org.mkailin.model.GenerationRequest;
import org.mkailin.model.GenerationRequest.Message;
import org.mkailin.testkit.TextGeneratorContract;

class DecoderGeneratorContractTest extends TextGeneratorContract {
  @Override
  protected AgentSpec spec() {
    return SmallModels.chat();
  }

  /** The model reads 512 tokens, and each «α» is at least one. */
  @Override
  protected List<GenerationRequest> badInputs() {
    return List.of(
        new GenerationRequest(List.of(new Message("user", "α".repeat(600))), 16, List.of(), 0, 1));
  }
}
