package org.mkailin.plugins.tensorflow.encoder;

import java.util.List;
import java.util.Map;
import org.mkailin.agent.AgentSpec;
import org.mkailin.testkit.TextEncoderContract;

class TensorFlowEncoderContractTest extends TextEncoderContract {
  @Override
  protected AgentSpec spec() {
    return new AgentSpec(
        "encoder",
        List.of("tensorflow-encoder"),
        Map.of(
            "tensorflow-encoder",
            Map.of("model", BertFolders.small().toString(), "device", "cpu")));
  }
}
