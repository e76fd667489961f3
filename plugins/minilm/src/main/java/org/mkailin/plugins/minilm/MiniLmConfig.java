package org.mkailin.plugins.minilm;

import org.mkailin.config.Setting;

/**
 * Configuration of the plugin «minilm».
 *
 * @param maxTokens the most tokens of a text that are read, with the two special ones; 8 to 512
 * @param threads threads within one run of the model, ≥ 1
 */
record MiniLmConfig(
    @Setting(
            value = "the most tokens of a text that are read; the rest is cut off",
            byDefault = "256")
        int maxTokens,
    @Setting(
            value = "threads that one batch is computed with; the pipeline itself runs several",
            byDefault = "1")
        int threads) {

  MiniLmConfig {
    if (maxTokens < 8 || maxTokens > 512) {
      throw new IllegalArgumentException("max-tokens is " + maxTokens + ", but must be 8 to 512");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", but must be at least 1");
    }
  }
}
