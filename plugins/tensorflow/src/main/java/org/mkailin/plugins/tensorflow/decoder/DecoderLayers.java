package org.mkailin.plugins.tensorflow.decoder;

import java.util.List;
import org.mkailin.plugins.tensorflow.decoder.AttentionMemory.KeysAndValues;
import org.mkailin.plugins.tensorflow.folder.DecoderConfig;
import org.mkailin.plugins.tensorflow.runtime.BatchedProduct;
import org.mkailin.plugins.tensorflow.runtime.Cast;
import org.mkailin.plugins.tensorflow.runtime.GraphWeights;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * The decoder that Llama (Touvron et al., arXiv 2302.13971 and 2307.09288; Dubey et al.,
 * 2407.21783), Mistral (Jiang et al., 2310.06825) and Qwen2 (Yang et al., 2407.10671) share: before
 * each attention and each feed-forward block a root mean square norm, rotary positions, key-value
 * heads shared by groups of query heads (Ainslie et al., 2305.13245), a SwiGLU block (Shazeer,
 * 2002.05202). Weights have the checkpoint's names.
 *
 * <p>Norms, angles, attention weights and logits are computed in float32, whatever the format of
 * the rest.
 *
 * @param <T> the number format of the rest
 */
final class DecoderLayers<T extends TNumber> {
  // Not the most negative number: a query without any key must not become NaN.
  private static final float MASKED = -1e30f;

  private final Ops tf;
  private final DecoderConfig config;
  private final GraphWeights<T> weights;
  private final Class<T> type;

  DecoderLayers(Ops tf, DecoderConfig config, GraphWeights<T> weights, Class<T> type) {
    this.tf = tf;
    this.config = config;
    this.weights = weights;
    this.type = type;
  }

  /**
   * Reads tokens: ids and positions {@code [batch, sequence]} int32, mask {@code [batch, 1, 1,
   * sequence, keys]} float32 → hidden states after the last norm {@code [batch · sequence,
   * hidden]}.
   */
  Operand<T> hidden(
      Operand<TInt32> ids,
      Operand<TInt32> positions,
      Operand<TFloat32> mask,
      AttentionMemory<T> memory) {
    Operand<T> embedded = tf.gather(embedding(), ids, tf.constant(0));
    Operand<T> x = tf.reshape(embedded, tf.constant(new int[] {-1, config.hiddenSize()}));
    Turn<T> turn = turn(positions);
    Sizes sizes = new Sizes(dimension(ids, 0), dimension(ids, 1));
    for (int layer = 0; layer < config.layers(); layer++) {
      String prefix = "model.layers." + layer + ".";
      Operand<T> normed = norm(x, prefix + "input_layernorm.weight");
      x =
          tf.math.add(
              x, attention(layer, prefix + "self_attn.", normed, turn, mask, sizes, memory));
      x = tf.math.add(x, feedForward(prefix, norm(x, prefix + "post_attention_layernorm.weight")));
    }
    return norm(x, "model.norm.weight");
  }

  /** Next-token logits of hidden states: {@code [n, hidden] → [n, vocabulary]} float32. */
  Operand<TFloat32> logits(Operand<T> hidden) {
    Operand<T> head =
        config.tiedEmbeddings()
            ? embedding()
            : weights.get("lm_head.weight", config.vocabularySize(), config.hiddenSize());
    return Cast.to(tf, tf.linalg.matMul(hidden, head, MatMul.transposeB(true)), TFloat32.class);
  }

  /**
   * What queries may see: slots {@code [batch or 1, queries]} int32 are the queries' places among
   * the keys, present {@code [batch, keys]} int32 is 1 for a token and 0 for padding → additive
   * {@code [batch, 1, 1, queries, keys]} float32. A query sees itself and what is before it, no
   * further back than the model's sliding window.
   */
  Operand<TFloat32> mask(Operand<TInt32> slots, Operand<TInt32> present) {
    Operand<TInt32> query = tf.expandDims(slots, tf.constant(2));
    Operand<TInt32> key = tf.range(tf.constant(0), dimension(present, 1), tf.constant(1));
    Operand<TBool> visible = tf.math.lessEqual(key, query);
    if (config.slidingWindow().isPresent()) {
      Operand<TInt32> window = tf.constant(config.slidingWindow().getAsInt());
      visible = tf.math.logicalAnd(visible, tf.math.greater(key, tf.math.sub(query, window)));
    }
    Operand<TFloat32> seen =
        tf.math.mul(
            tf.dtypes.cast(visible, TFloat32.class),
            tf.expandDims(tf.dtypes.cast(present, TFloat32.class), tf.constant(1)));
    Operand<TFloat32> additive =
        tf.math.mul(tf.math.sub(tf.constant(1f), seen), tf.constant(MASKED));
    return tf.expandDims(tf.expandDims(additive, tf.constant(1)), tf.constant(1));
  }

  /** The place of each token in its text, counted from 0 after the padding: {@code [batch, s]}. */
  Operand<TInt32> positions(Operand<TInt32> present) {
    Operand<TInt32> counted = tf.math.sub(tf.math.cumsum(present, tf.constant(1)), tf.constant(1));
    return tf.math.maximum(counted, tf.constant(0));
  }

  private record Sizes(Operand<TInt32> batch, Operand<TInt32> sequence) {}

  /** Cosine and sine of each position's angles, {@code [batch, 1, sequence, headSize / 2]}. */
  private record Turn<T extends TNumber>(Operand<T> cosine, Operand<T> sine) {}

  private Turn<T> turn(Operand<TInt32> positions) {
    Operand<TFloat32> angles =
        tf.math.mul(
            tf.expandDims(tf.dtypes.cast(positions, TFloat32.class), tf.constant(2)),
            tf.constant(RotaryFrequencies.of(config)));
    Operand<TFloat32> perHead = tf.expandDims(angles, tf.constant(1));
    return new Turn<>(
        Cast.to(tf, tf.math.cos(perHead), type), Cast.to(tf, tf.math.sin(perHead), type));
  }

  private Operand<T> attention(
      int layer,
      String prefix,
      Operand<T> x,
      Turn<T> turn,
      Operand<TFloat32> mask,
      Sizes sizes,
      AttentionMemory<T> memory) {
    int queryHeads = config.heads();
    int keyHeads = config.keyValueHeads();
    int size = config.headSize();
    Operand<T> query =
        rotate(heads(project(x, prefix + "q_proj", queryHeads), queryHeads, sizes), turn);
    Operand<T> key = rotate(heads(project(x, prefix + "k_proj", keyHeads), keyHeads, sizes), turn);
    Operand<T> value = heads(project(x, prefix + "v_proj", keyHeads), keyHeads, sizes);
    KeysAndValues<T> seen = memory.extend(layer, new KeysAndValues<>(key, value));

    // The query heads of one group lie beside each other: [b, h, s, d] = [b, groups, h/groups · s,
    // d].
    Operand<TInt32> grouped =
        tf.stack(
            List.of(
                sizes.batch(),
                tf.constant(keyHeads),
                tf.math.mul(sizes.sequence(), tf.constant(queryHeads / keyHeads)),
                tf.constant(size)));
    Operand<T> scaled = tf.math.mul(query, number(1 / Math.sqrt(size)));
    Operand<T> scores = BatchedProduct.withTransposed(tf, tf.reshape(scaled, grouped), seen.keys());
    Operand<T> attended = BatchedProduct.of(tf, softmax(scores, mask, sizes), seen.values());
    Operand<T> perHead =
        tf.reshape(
            attended,
            tf.stack(
                List.of(
                    sizes.batch(), tf.constant(queryHeads), sizes.sequence(), tf.constant(size))));
    Operand<T> joined =
        tf.reshape(
            tf.linalg.transpose(perHead, tf.constant(new int[] {0, 2, 1, 3})),
            tf.constant(new int[] {-1, queryHeads * size}));
    return linear(joined, prefix + "o_proj", config.hiddenSize(), queryHeads * size);
  }

  /** Attention weights of scores {@code [batch, groups, heads in group · sequence, keys]}. */
  private Operand<T> softmax(Operand<T> scores, Operand<TFloat32> mask, Sizes sizes) {
    Operand<TInt32> perQuery =
        tf.stack(
            List.of(
                sizes.batch(),
                tf.constant(config.keyValueHeads()),
                tf.constant(config.heads() / config.keyValueHeads()),
                sizes.sequence(),
                tf.constant(-1)));
    Operand<TFloat32> masked =
        tf.math.add(tf.reshape(Cast.to(tf, scores, TFloat32.class), perQuery), mask);
    return Cast.to(tf, tf.reshape(tf.nn.softmax(masked), tf.shape(scores)), type);
  }

  private Operand<T> project(Operand<T> x, String name, int heads) {
    int size = heads * config.headSize();
    Operand<T> projected = linear(x, name, size, config.hiddenSize());
    return config.queryKeyValueBias()
        ? tf.nn.biasAdd(projected, weights.get(name + ".bias", size))
        : projected;
  }

  /** {@code [batch · sequence, heads · size] → [batch, heads, sequence, size]}. */
  private Operand<T> heads(Operand<T> x, int heads, Sizes sizes) {
    Operand<TInt32> split =
        tf.stack(
            List.of(
                sizes.batch(),
                sizes.sequence(),
                tf.constant(heads),
                tf.constant(config.headSize())));
    return tf.linalg.transpose(tf.reshape(x, split), tf.constant(new int[] {0, 2, 1, 3}));
  }

  /** Turns the pairs (i, i + d/2) of each head, as Hugging Face's checkpoints have them. */
  private Operand<T> rotate(Operand<T> x, Turn<T> turn) {
    List<org.tensorflow.Output<T>> halves = tf.split(tf.constant(3), x, 2L).output();
    Operand<T> first = halves.get(0);
    Operand<T> second = halves.get(1);
    Operand<T> turnedFirst =
        tf.math.sub(tf.math.mul(first, turn.cosine()), tf.math.mul(second, turn.sine()));
    Operand<T> turnedSecond =
        tf.math.add(tf.math.mul(second, turn.cosine()), tf.math.mul(first, turn.sine()));
    return tf.concat(List.of(turnedFirst, turnedSecond), tf.constant(3));
  }

  /** SwiGLU: W_down (silu(W_gate x) ⊙ W_up x). */
  private Operand<T> feedForward(String prefix, Operand<T> x) {
    int inner = config.intermediateSize();
    int outer = config.hiddenSize();
    Operand<T> gate = linear(x, prefix + "mlp.gate_proj", inner, outer);
    Operand<T> silu = tf.math.mul(gate, tf.math.sigmoid(gate));
    Operand<T> up = linear(x, prefix + "mlp.up_proj", inner, outer);
    return linear(tf.math.mul(silu, up), prefix + "mlp.down_proj", outer, inner);
  }

  /** Root mean square norm (Zhang and Sennrich, arXiv 1910.07467) over the last axis. */
  private Operand<T> norm(Operand<T> x, String weight) {
    Operand<TFloat32> wide = Cast.to(tf, x, TFloat32.class);
    Operand<TFloat32> meanSquare =
        tf.math.mean(tf.math.square(wide), tf.constant(new int[] {1}), Mean.keepDims(true));
    Operand<TFloat32> scale =
        tf.math.rsqrt(tf.math.add(meanSquare, tf.constant((float) config.rmsNormEpsilon())));
    return tf.math.mul(
        weights.get(weight, config.hiddenSize()), Cast.to(tf, tf.math.mul(wide, scale), type));
  }

  private Operand<T> linear(Operand<T> x, String name, int outputs, int inputs) {
    return tf.linalg.matMul(
        x, weights.get(name + ".weight", outputs, inputs), MatMul.transposeB(true));
  }

  private Operand<T> embedding() {
    return weights.get("model.embed_tokens.weight", config.vocabularySize(), config.hiddenSize());
  }

  private Operand<TInt32> dimension(Operand<TInt32> x, int axis) {
    return tf.stridedSlice(tf.shape(x), Indices.at(axis));
  }

  private Operand<T> number(double value) {
    return Cast.to(tf, tf.constant((float) value), type);
  }
}
