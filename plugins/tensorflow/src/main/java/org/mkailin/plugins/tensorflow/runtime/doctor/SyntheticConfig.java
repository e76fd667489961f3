package org.mkailin.plugins.tensorflow.runtime.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;
import org.mkailin.plugins.tensorflow.folder.BertConfig;
import org.mkailin.plugins.tensorflow.folder.DecoderConfig;
import org.mkailin.plugins.tensorflow.folder.ModelConfig;

/** Shapes of synthetic models. */
public final class SyntheticConfig {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SyntheticConfig() {}

  /** BERT base: 109 million weights. */
  public static BertConfig bertBase() {
    return bert(30_522, 768, 12, 12, 3072);
  }

  /** A BERT of a shape, of 512 positions. */
  public static BertConfig bert(
      int vocabularySize, int hiddenSize, int layers, int heads, int intermediateSize) {
    return new BertConfig(
        "bert", vocabularySize, hiddenSize, layers, heads, intermediateSize, 512, 2, 1e-12);
  }

  /** A Llama of 125 million weights: 12 layers, 12 heads, 4 of keys and values. */
  public static DecoderConfig llama125m() {
    return llama(32_000, 768, 12, 12, 4, 2048);
  }

  /** The shape of Llama 3.2 1B, with an output layer of its own: 1.5 thousand million weights. */
  public static DecoderConfig llama1b() {
    return llama(128_256, 2048, 16, 32, 8, 8192);
  }

  /** The shape of Llama 3 8B. */
  public static DecoderConfig llama8b() {
    return llama(128_256, 4096, 32, 32, 8, 14_336);
  }

  /** A Llama of a shape, of 2,048 positions. */
  public static DecoderConfig llama(
      int vocabularySize,
      int hiddenSize,
      int layers,
      int heads,
      int keyValueHeads,
      int intermediateSize) {
    return new DecoderConfig(
        "llama",
        vocabularySize,
        hiddenSize,
        layers,
        heads,
        keyValueHeads,
        hiddenSize / heads,
        intermediateSize,
        2048,
        1e-5,
        10_000,
        Optional.empty(),
        OptionalInt.empty(),
        /* tiedEmbeddings= */ false,
        /* queryKeyValueBias= */ false);
  }

  /** What {@code config.json} says of a model, in the form that transformers 4 and 5 read. */
  static ObjectNode json(ModelConfig config) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("model_type", config.architecture())
            .put("vocab_size", config.vocabularySize())
            .put("hidden_size", config.hiddenSize())
            .put("num_hidden_layers", config.layers())
            .put("num_attention_heads", config.heads())
            .put("max_position_embeddings", config.maxPositions());
    if (config instanceof BertConfig bert) {
      json.putArray("architectures").add("BertModel");
      return json.put("intermediate_size", bert.intermediateSize())
          .put("type_vocab_size", bert.segmentTypes())
          .put("layer_norm_eps", bert.layerNormEpsilon())
          .put("hidden_act", "gelu")
          .put("hidden_dropout_prob", 0.0)
          .put("attention_probs_dropout_prob", 0.0);
    }
    DecoderConfig decoder = (DecoderConfig) config;
    json.putArray("architectures").add("LlamaForCausalLM");
    return json.put("num_key_value_heads", decoder.keyValueHeads())
        .put("intermediate_size", decoder.intermediateSize())
        .put("rms_norm_eps", decoder.rmsNormEpsilon())
        .put("rope_theta", decoder.ropeTheta())
        .put("hidden_act", "silu")
        .put("tie_word_embeddings", decoder.tiedEmbeddings());
  }
}
