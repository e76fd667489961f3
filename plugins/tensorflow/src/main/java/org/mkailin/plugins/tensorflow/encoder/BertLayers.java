package org.mkailin.plugins.tensorflow.encoder;

import java.util.List;
import org.mkailin.plugins.tensorflow.folder.BertConfig;
import org.mkailin.plugins.tensorflow.runtime.BatchedProduct;
import org.mkailin.plugins.tensorflow.runtime.Cast;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * The encoder of BERT (Devlin et al., arXiv 1810.04805): embeddings of words, positions and
 * segment, then layers of attention that looks both ways and of a GELU block (Hendrycks and Gimpel,
 * 1606.08415), with a layer norm (Ba et al., 1607.06450) after each. Weights have the checkpoint's
 * names.
 *
 * <p>Norms and attention weights are computed in float32, whatever the format of the rest. The
 * forms below are those that TensorFlow's rewriter fuses on a CPU: a product of two axes, its bias
 * by {@code biasAdd}, and GELU by {@code erf} in this very order, or the residual, become one
 * operation; what is left takes a tenth of the time.
 *
 * @param <T> the number format of the rest
 */
final class BertLayers<T extends TNumber> {
  // Not the most negative number: nothing may become NaN.
  private static final float MASKED = -1e30f;
  private static final int[] HEADS_FIRST = {0, 2, 1, 3};

  private final Ops tf;
  private final BertConfig config;
  private final BertWeights<T> weights;
  private final Class<T> type;

  BertLayers(Ops tf, BertConfig config, BertWeights<T> weights, Class<T> type) {
    this.tf = tf;
    this.config = config;
    this.weights = weights;
    this.type = type;
  }

  /**
   * Reads tokens: ids {@code [batch, sequence]} int32, present {@code [batch, sequence]} float32, 1
   * for a token and 0 for padding → hidden states of the last layer {@code [batch, sequence,
   * hidden]}; those of padding mean nothing.
   */
  Operand<T> hidden(Operand<TInt32> ids, Operand<TFloat32> present) {
    Operand<TInt32> batch = dimension(ids, 0);
    Operand<TInt32> sequence = dimension(ids, 1);
    Operand<TInt32> heads =
        tf.stack(
            List.of(
                batch,
                sequence,
                tf.constant(config.heads()),
                tf.constant(config.hiddenSize() / config.heads())));
    Operand<TFloat32> mask = mask(present);
    Operand<T> x = embedded(ids, sequence);
    for (int layer = 0; layer < config.layers(); layer++) {
      String prefix = "encoder.layer." + layer + ".";
      Operand<T> attended = attention(x, prefix + "attention.", heads, mask);
      x = norm(tf.math.add(attended, x), prefix + "attention.output.LayerNorm");
      x = norm(tf.math.add(feedForward(x, prefix), x), prefix + "output.LayerNorm");
    }
    return tf.reshape(x, tf.stack(List.of(batch, sequence, tf.constant(config.hiddenSize()))));
  }

  /**
   * {@code [batch, sequence] → [batch, 1, 1, keys]}: 0 for a token, hugely negative for padding.
   */
  private Operand<TFloat32> mask(Operand<TFloat32> present) {
    Operand<TFloat32> additive =
        tf.math.mul(tf.math.sub(tf.constant(1f), present), tf.constant(MASKED));
    return tf.expandDims(tf.expandDims(additive, tf.constant(1)), tf.constant(1));
  }

  /** Word + position + first segment, normed: {@code [batch, sequence] → [b · s, hidden]}. */
  private Operand<T> embedded(Operand<TInt32> ids, Operand<TInt32> sequence) {
    int width = config.hiddenSize();
    Operand<T> words =
        tf.gather(
            weights.get("embeddings.word_embeddings.weight", config.vocabularySize(), width),
            ids,
            tf.constant(0));
    Operand<T> positions =
        tf.slice(
            weights.get("embeddings.position_embeddings.weight", config.maxPositions(), width),
            tf.constant(new int[] {0, 0}),
            tf.stack(List.of(sequence, tf.constant(width))));
    Operand<T> firstSegment =
        tf.slice(
            weights.get("embeddings.token_type_embeddings.weight", config.segmentTypes(), width),
            tf.constant(new int[] {0, 0}),
            tf.constant(new int[] {1, width}));
    Operand<T> sum = tf.math.add(words, tf.math.add(positions, firstSegment));
    return norm(tf.reshape(sum, tf.constant(new int[] {-1, width})), "embeddings.LayerNorm");
  }

  /** softmax(Q Kᵀ / √d + mask) V, projected: {@code [b · s, hidden] → [b · s, hidden]}. */
  private Operand<T> attention(
      Operand<T> x, String prefix, Operand<TInt32> heads, Operand<TFloat32> mask) {
    int width = config.hiddenSize();
    Operand<T> query = perHead(linear(x, prefix + "self.query", width, width), heads);
    Operand<T> key = perHead(linear(x, prefix + "self.key", width, width), heads);
    Operand<T> value = perHead(linear(x, prefix + "self.value", width, width), heads);
    Operand<T> scaled = tf.math.mul(query, number(1 / Math.sqrt((double) width / config.heads())));
    Operand<TFloat32> products =
        Cast.to(tf, BatchedProduct.withTransposed(tf, scaled, key), TFloat32.class);
    Operand<TFloat32> scores = tf.math.add(products, mask);
    Operand<T> attended = BatchedProduct.of(tf, Cast.to(tf, tf.nn.softmax(scores), type), value);
    Operand<T> joined =
        tf.reshape(
            tf.linalg.transpose(attended, tf.constant(HEADS_FIRST)),
            tf.constant(new int[] {-1, width}));
    return linear(joined, prefix + "output.dense", width, width);
  }

  /** {@code [b · s, hidden] → [batch, heads, sequence, hidden / heads]}. */
  private Operand<T> perHead(Operand<T> x, Operand<TInt32> heads) {
    return tf.linalg.transpose(tf.reshape(x, heads), tf.constant(HEADS_FIRST));
  }

  /** W₂ gelu(W₁ x + b₁) + b₂. */
  private Operand<T> feedForward(Operand<T> x, String prefix) {
    int inner = config.intermediateSize();
    int outer = config.hiddenSize();
    Operand<T> activated = gelu(linear(x, prefix + "intermediate.dense", inner, outer));
    return linear(activated, prefix + "output.dense", outer, inner);
  }

  /** x Φ(x), exactly: (erf(x / √2) + 1) · ½ · x. */
  private Operand<T> gelu(Operand<T> x) {
    Operand<T> erf = tf.math.erf(tf.math.mul(x, number(Math.sqrt(0.5))));
    return tf.math.mul(tf.math.mul(tf.math.add(erf, number(1)), number(0.5)), x);
  }

  /** (x − μ) / √(σ² + ε) · γ + β over the last axis, multiplied out. */
  private Operand<T> norm(Operand<T> x, String name) {
    Operand<TFloat32> wide = Cast.to(tf, x, TFloat32.class);
    Operand<TFloat32> weight = wideWeight(name + ".weight");
    Operand<TFloat32> bias = wideWeight(name + ".bias");
    Operand<TInt32> last = tf.constant(new int[] {-1});
    Operand<TFloat32> mean = tf.math.mean(wide, last, Mean.keepDims(true));
    Operand<TFloat32> variance =
        tf.math.mean(tf.math.squaredDifference(wide, mean), last, Mean.keepDims(true));
    Operand<TFloat32> epsilon = tf.constant((float) config.layerNormEpsilon());
    Operand<TFloat32> scale = tf.math.mul(tf.math.rsqrt(tf.math.add(variance, epsilon)), weight);
    return Cast.to(
        tf,
        tf.math.add(tf.math.mul(wide, scale), tf.math.sub(bias, tf.math.mul(mean, scale))),
        type);
  }

  private Operand<TFloat32> wideWeight(String name) {
    return Cast.to(tf, weights.get(name, config.hiddenSize()), TFloat32.class);
  }

  private Operand<T> linear(Operand<T> x, String name, int outputs, int inputs) {
    Operand<T> product =
        tf.linalg.matMul(
            x, weights.get(name + ".weight", outputs, inputs), MatMul.transposeB(true));
    return tf.nn.biasAdd(product, weights.get(name + ".bias", outputs));
  }

  private Operand<TInt32> dimension(Operand<TInt32> x, int axis) {
    return tf.stridedSlice(tf.shape(x), Indices.at(axis));
  }

  private Operand<T> number(double value) {
    return Cast.to(tf, tf.constant((float) value), type);
  }
}
