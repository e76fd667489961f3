package org.mkailin.plugins.tensorflow.runtime.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.mkailin.plugins.tensorflow.folder.BertConfig;
import org.mkailin.plugins.tensorflow.folder.DecoderConfig;
import org.mkailin.plugins.tensorflow.folder.ModelConfig;

/**
 * A tensor of random numbers, spread evenly.
 *
 * <p>Spreads are such that states keep their size from layer to layer, and that logits differ: a
 * model of tiny weights would find all tokens alike, and compare equal to anything.
 *
 * @param mean of the numbers
 * @param deviation standard deviation of the numbers
 */
record SyntheticTensor(String name, List<Long> shape, float mean, float deviation) {
  private static final float SPREAD_OF_LOGITS = 2;
  private static final float SPREAD_OF_VECTORS = 0.1f;

  SyntheticTensor {
    shape = List.copyOf(shape);
  }

  long elements() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** Evenly from mean − √3 · deviation to mean + √3 · deviation. */
  float next(SplittableRandom random) {
    return mean + random.nextInt() * 0x1p-31f * deviation * (float) Math.sqrt(3);
  }

  /** All tensors of a model, with a checkpoint's names. */
  static List<SyntheticTensor> of(ModelConfig config) {
    return config instanceof BertConfig bert ? bert(bert) : decoder((DecoderConfig) config);
  }

  private static List<SyntheticTensor> bert(BertConfig config) {
    long hidden = config.hiddenSize();
    List<SyntheticTensor> tensors = new ArrayList<>();
    tensors.add(embedding("embeddings.word_embeddings", config.vocabularySize(), hidden, 1));
    tensors.add(embedding("embeddings.position_embeddings", config.maxPositions(), hidden, 0.5f));
    tensors.add(embedding("embeddings.token_type_embeddings", config.segmentTypes(), hidden, 0.1f));
    addNorm(tensors, "embeddings.LayerNorm", hidden);
    for (int layer = 0; layer < config.layers(); layer++) {
      String prefix = "encoder.layer." + layer + ".";
      for (String part : List.of("query", "key", "value")) {
        addDense(tensors, prefix + "attention.self." + part, hidden, hidden);
      }
      addDense(tensors, prefix + "attention.output.dense", hidden, hidden);
      addNorm(tensors, prefix + "attention.output.LayerNorm", hidden);
      addDense(tensors, prefix + "intermediate.dense", config.intermediateSize(), hidden);
      addDense(tensors, prefix + "output.dense", hidden, config.intermediateSize());
      addNorm(tensors, prefix + "output.LayerNorm", hidden);
    }
    return tensors;
  }

  private static List<SyntheticTensor> decoder(DecoderConfig config) {
    long hidden = config.hiddenSize();
    long inner = config.intermediateSize();
    long queries = (long) config.heads() * config.headSize();
    long keys = (long) config.keyValueHeads() * config.headSize();
    List<SyntheticTensor> tensors = new ArrayList<>();
    tensors.add(embedding("model.embed_tokens", config.vocabularySize(), hidden, 1));
    for (int layer = 0; layer < config.layers(); layer++) {
      String prefix = "model.layers." + layer + ".";
      tensors.add(norm(prefix + "input_layernorm", hidden));
      tensors.add(linear(prefix + "self_attn.q_proj", queries, hidden, 1));
      tensors.add(linear(prefix + "self_attn.k_proj", keys, hidden, 1));
      tensors.add(linear(prefix + "self_attn.v_proj", keys, hidden, 1));
      tensors.add(linear(prefix + "self_attn.o_proj", hidden, queries, 1));
      tensors.add(norm(prefix + "post_attention_layernorm", hidden));
      tensors.add(linear(prefix + "mlp.gate_proj", inner, hidden, 1));
      tensors.add(linear(prefix + "mlp.up_proj", inner, hidden, 1));
      tensors.add(linear(prefix + "mlp.down_proj", hidden, inner, 1));
    }
    tensors.add(norm("model.norm", hidden));
    if (!config.tiedEmbeddings()) {
      tensors.add(linear("lm_head", config.vocabularySize(), hidden, SPREAD_OF_LOGITS));
    }
    return tensors;
  }

  private static SyntheticTensor embedding(String name, long rows, long width, float deviation) {
    return new SyntheticTensor(name + ".weight", List.of(rows, width), 0, deviation);
  }

  /** Weights that make outputs of {@code gain} from inputs of deviation 1. */
  private static SyntheticTensor linear(String name, long outputs, long inputs, float gain) {
    return new SyntheticTensor(
        name + ".weight", List.of(outputs, inputs), 0, gain / (float) Math.sqrt((double) inputs));
  }

  private static SyntheticTensor norm(String name, long width) {
    return new SyntheticTensor(name + ".weight", List.of(width), 1, SPREAD_OF_VECTORS);
  }

  private static void addDense(
      List<SyntheticTensor> tensors, String name, long outputs, long inputs) {
    tensors.add(linear(name, outputs, inputs, 1));
    tensors.add(bias(name, outputs));
  }

  private static void addNorm(List<SyntheticTensor> tensors, String name, long width) {
    tensors.add(norm(name, width));
    tensors.add(bias(name, width));
  }

  private static SyntheticTensor bias(String name, long width) {
    return new SyntheticTensor(name + ".bias", List.of(width), 0, SPREAD_OF_VECTORS);
  }
}
