package org.mkailin.plugins.tensorflow;

import java.util.List;
import java.util.Map;
import org.mkailin.agent.AgentSpec;
import org.mkailin.plugins.tensorflow.decoder.DecoderFolders;

/** Agents on the small models in the test resources. */
final class SmallModels {
  private SmallModels() {}

  /** A language model with tokenizer and chat template, and few rows, so that batches are cut. */
  static AgentSpec chat() {
    return new AgentSpec(
        "general",
        List.of("tensorflow"),
        Map.of(
            "tensorflow",
            Map.of("model", DecoderFolders.folder("chat").toString(), "device", "cpu", "rows", 3)));
  }
}
