package org.mkailin.plugins.dense;

import java.util.Optional;
import org.mkailin.config.Setting;

/**
 * Configuration of the plugin «dense».
 *
 * @param k the most contexts of a question, ≥ 1; 4 in the paper
 * @param neverReturn file of the PMIDs that are never a context, such as a benchmark's own
 */
record DenseConfig(
    @Setting(value = "contexts for each question", byDefault = "4") int k,
    @Setting("file of PMIDs that are never returned, one a line; «#» starts a comment")
        Optional<String> neverReturn) {

  DenseConfig {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", but must be at least 1");
    }
  }
}
