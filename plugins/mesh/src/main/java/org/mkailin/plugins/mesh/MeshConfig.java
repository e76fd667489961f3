package org.mkailin.plugins.mesh;

import org.mkailin.agent.Ties;
import org.mkailin.config.Setting;

/** Configuration of the plugin «mesh». */
record MeshConfig(
    @Setting("NLM's descriptors (desc*.xml) or trees (mtrees*.bin), gzipped or not")
        String descriptors,
    @Setting("file of the corpus statistics; ${statistics} where the pipeline is to make it")
        String statistics,
    @Setting(
            value = "whether check tags (Humans, Female, Adult …) are compared",
            byDefault = "ignore")
        CheckTagUse checkTags,
    @Setting(value = "what becomes of two questions that score alike", byDefault = "drop")
        Ties ties,
    @Setting(value = "scores that differ by no more than this are a tie", byDefault = "1e-9")
        double tieMargin) {

  /** Whether check tags are compared. */
  enum CheckTagUse {
    IGNORE,
    COUNT
  }

  MeshConfig {
    if (descriptors.isBlank()) {
      throw new IllegalArgumentException("descriptors is blank; name NLM's desc*.xml");
    }
    if (!(tieMargin >= 0 && tieMargin < 1)) {
      throw new IllegalArgumentException(
          "tie-margin is " + tieMargin + ", but must be at least 0 and below 1, as scores are");
    }
  }
}
