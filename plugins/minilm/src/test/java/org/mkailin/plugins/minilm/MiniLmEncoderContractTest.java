package org.mkailin.plugins.minilm;

import java.util.List;
import java.util.Map;
import org.mkailin.agent.AgentSpec;
import org.mkailin.testkit.TextEncoderContract;

class MiniLmEncoderContractTest extends TextEncoderContract {
  @Override
  protected AgentSpec spec() {
    return new AgentSpec("encoder", List.of("minilm"), Map.of());
  }
}
