package org.mkailin.plugins.tensorflow.folder;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A decoder of the Llama family: grouped-query attention, rotary positions, RMS norm, SwiGLU.
 *
 * @param keyValueHeads heads of keys and values; divides {@code heads}
 * @param headSize width of one head; mostly, not always, hiddenSize / heads
 * @param intermediateSize width of the feed-forward block
 * @param rmsNormEpsilon added to the mean square
 * @param ropeTheta base of the rotary wavelengths
 * @param ropeScaling how positions are stretched; empty for none
 * @param slidingWindow how many positions a token sees, itself included, in all layers; empty for
 *     all
 * @param tiedEmbeddings whether the output layer is the word embedding
 * @param queryKeyValueBias whether queries, keys and values have a bias (Qwen2)
 */
public record DecoderConfig(
    String architecture,
    int vocabularySize,
    int hiddenSize,
    int layers,
    int heads,
    int keyValueHeads,
    int headSize,
    int intermediateSize,
    int maxPositions,
    double rmsNormEpsilon,
    double ropeTheta,
    Optional<Llama3Scaling> ropeScaling,
    OptionalInt slidingWindow,
    boolean tiedEmbeddings,
    boolean queryKeyValueBias)
    implements ModelConfig {
  public DecoderConfig {
    if (heads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "num_attention_heads %d can't be divided by num_key_value_heads %d",
              heads,
              keyValueHeads));
    }
    if (headSize % 2 != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "head_dim %d is odd, but rotary positions need pairs", headSize));
    }
  }
}
