package org.mkailin.plugins.tensorflow;

import java.util.List;
import org.mkailin.agent.AgentSpec;
import org.mkailin.model.GenerationRequest.Message;
import org.mkailin.model.ScoringRequest;
import org.mkailin.testkit.TextScorerContract;

class DecoderScorerContractTest extends TextScorerContract {
  @Override
  protected AgentSpec spec() {
    return SmallModels.chat();
  }

  /** The model reads 512 tokens, and each «α» is at least one. */
  @Override
  protected List<ScoringRequest> badInputs() {
    return List.of(
        new ScoringRequest(List.of(new Message("user", "α".repeat(600))), List.of("yes")));
  }
}
