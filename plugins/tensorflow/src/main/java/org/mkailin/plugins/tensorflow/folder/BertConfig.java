package org.mkailin.plugins.tensorflow.folder;

import java.util.Locale;

/**
 * An encoder of the BERT family: exact GELU, absolute positions, layer norm after each block.
 *
 * @param intermediateSize width of the feed-forward block
 * @param segmentTypes rows of the token type embedding
 * @param layerNormEpsilon added to the variance
 */
public record BertConfig(
    String architecture,
    int vocabularySize,
    int hiddenSize,
    int layers,
    int heads,
    int intermediateSize,
    int maxPositions,
    int segmentTypes,
    double layerNormEpsilon)
    implements ModelConfig {
  public BertConfig {
    if (hiddenSize % heads != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "hidden_size %d can't be divided by num_attention_heads %d",
              hiddenSize,
              heads));
    }
  }
}
