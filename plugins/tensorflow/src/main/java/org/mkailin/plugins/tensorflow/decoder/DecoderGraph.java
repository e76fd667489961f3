package org.mkailin.plugins.tensorflow.decoder;

import java.util.ArrayList;
import java.util.List;
import org.mkailin.plugins.tensorflow.folder.DecoderConfig;
import org.mkailin.plugins.tensorflow.runtime.GraphWeights;
import org.mkailin.plugins.tensorflow.runtime.NetworkBuilder;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * The three things that a decoder is asked, as places to feed and to fetch in one graph:
 *
 * <ul>
 *   <li><b>prompt</b>: ids and present {@code [batch, sequence]}, padded on the left → the next
 *       token's logits; with {@link #keep}, a batch of one stays in a row of the cache;
 *   <li><b>step</b>: one token for each row of the cache, {@code [rows]}, its slot and its position
 *       → the next token's logits;
 *   <li><b>score</b>: ids and present, and how many tokens at the end are the continuation → their
 *       log-probabilities.
 * </ul>
 */
final class DecoderGraph {
  /**
   * Where the next token of every row can be fetched.
   *
   * @param logits {@code [batch, vocabulary]}
   * @param sums of all logits {@code [batch]}: NaN or infinite where the model has broken down
   * @param likeliest {@code [batch]}
   * @param likeliestFew logits and ids {@code [batch, few]}, the likeliest first
   */
  record NextToken(
      Operand<TFloat32> logits,
      Operand<TFloat32> sums,
      Operand<TInt32> likeliest,
      TopK<TFloat32, TInt32> likeliestFew) {}

  final Placeholder<TInt32> ids;
  final Placeholder<TInt32> present;
  final NextToken afterPrompt;

  /** Logits after every token, {@code [batch, sequence, vocabulary]}. */
  final Operand<TFloat32> everyLogit;

  final Placeholder<TInt32> continuationLength;

  /** Log-probabilities of the continuation's tokens, {@code [batch, continuationLength]}. */
  final Operand<TFloat32> continuationScores;

  final Placeholder<TInt32> rows;
  final Placeholder<TInt32> slots;
  final Op allocate;
  final Placeholder<TInt32> row;
  final Op keep;
  final Op free;

  final Placeholder<TInt32> token;
  final Placeholder<TInt32> slot;
  final Placeholder<TInt32> position;
  final NextToken afterStep;

  /** How many of the likeliest tokens to fetch. */
  final Placeholder<TInt32> few;

  private final Ops tf;

  private <T extends TNumber> DecoderGraph(
      Ops tf, DecoderConfig config, GraphWeights<T> weights, Class<T> type) {
    this.tf = tf;
    ids = input("ids", Shape.of(-1, -1));
    present = input("present", Shape.of(-1, -1));
    continuationLength = input("continuation_length", Shape.scalar());
    rows = input("rows", Shape.scalar());
    slots = input("slots", Shape.scalar());
    row = input("row", Shape.scalar());
    token = input("token", Shape.of(-1));
    slot = input("slot", Shape.of(-1));
    position = input("position", Shape.of(-1));
    few = input("few", Shape.scalar());

    DecoderLayers<T> layers = new DecoderLayers<>(tf, config, weights, type);
    KeyValueCache<T> cache = new KeyValueCache<>(tf, config, type);
    allocate = cache.allocate(rows, slots);
    free = cache.free();

    Operand<TInt32> batch = tf.stridedSlice(tf.shape(ids), Indices.at(0));
    Operand<TInt32> length = tf.stridedSlice(tf.shape(ids), Indices.at(1));
    Operand<TInt32> one = tf.constant(1);
    List<Op> kept = new ArrayList<>();
    Operand<T> read =
        layers.hidden(
            ids,
            layers.positions(present),
            layers.mask(
                tf.expandDims(tf.range(tf.constant(0), length, one), tf.constant(0)), present),
            cache.fill(row, length, kept));
    kept.add(cache.fillPresent(row, present));
    keep = tf.withControlDependencies(kept).noOp();
    Operand<T> states =
        tf.reshape(read, tf.stack(List.of(batch, length, tf.constant(config.hiddenSize()))));
    afterPrompt = nextToken(layers.logits(tf.gather(states, tf.math.sub(length, one), one)));
    everyLogit =
        tf.reshape(
            layers.logits(read),
            tf.stack(List.of(batch, length, tf.constant(config.vocabularySize()))));
    continuationScores = scores(layers, states, batch, length, config);

    Operand<T> stepped =
        layers.hidden(
            tf.expandDims(token, one),
            tf.expandDims(position, one),
            layers.mask(tf.expandDims(slot, one), cache.present()),
            cache.at(slot));
    afterStep = nextToken(layers.logits(stepped));
  }

  /** Builds the graph of a decoder. */
  static NetworkBuilder<DecoderGraph> of(DecoderConfig config) {
    return new NetworkBuilder<>() {
      @Override
      public <T extends TNumber> DecoderGraph build(
          Ops tf, GraphWeights<T> weights, Class<T> type) {
        return new DecoderGraph(tf, config, weights, type);
      }
    };
  }

  private Placeholder<TInt32> input(String name, Shape shape) {
    return tf.withName(name).placeholder(TInt32.class, Placeholder.shape(shape));
  }

  private NextToken nextToken(Operand<TFloat32> logits) {
    return new NextToken(
        logits,
        tf.reduceSum(logits, tf.constant(1)),
        tf.math.argMax(logits, tf.constant(1), TInt32.class),
        tf.nn.topK(logits, few, TInt32.class));
  }

  /** The state before each token of the continuation says how probable that token is. */
  private <T extends TNumber> Operand<TFloat32> scores(
      DecoderLayers<T> layers,
      Operand<T> states,
      Operand<TInt32> batch,
      Operand<TInt32> length,
      DecoderConfig config) {
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> start = tf.math.sub(length, continuationLength);
    Operand<T> before =
        tf.slice(
            states,
            tf.stack(List.of(zero, tf.math.sub(start, tf.constant(1)), zero)),
            tf.stack(List.of(batch, continuationLength, tf.constant(config.hiddenSize()))));
    Operand<TFloat32> logits =
        layers.logits(tf.reshape(before, tf.constant(new int[] {-1, config.hiddenSize()})));
    Operand<TInt32> shape = tf.stack(List.of(batch, continuationLength));
    Operand<TInt32> said = tf.slice(ids, tf.stack(List.of(zero, start)), shape);
    Operand<TInt32> everyRow =
        tf.range(zero, tf.math.mul(batch, continuationLength), tf.constant(1));
    Operand<TInt32> places =
        tf.stack(List.of(everyRow, tf.reshape(said, tf.constant(new int[] {-1}))), Stack.axis(1L));
    return tf.reshape(tf.gatherNd(tf.nn.logSoftmax(logits), places), shape);
  }
}
