package org.mkailin.plugins.tensorflow.decoder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.mkailin.plugins.tensorflow.decoder.AttentionMemory.KeysAndValues;
import org.mkailin.plugins.tensorflow.folder.DecoderConfig;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ResourceStridedSliceAssign;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Keys and values of all tokens so far, kept in variables from step to step: for each layer two of
 * {@code [rows, keyValueHeads, slots, headSize]}, and which slots hold a token {@code [rows,
 * slots]}.
 *
 * <p>A prompt fills a row by itself; a step adds a token to every row at once. The variables have
 * one content at a time, so one batch generates at a time.
 *
 * @param <T> the number format of the network
 */
final class KeyValueCache<T extends TNumber> {
  private final Ops tf;
  private final DecoderConfig config;
  private final Class<T> type;

  KeyValueCache(Ops tf, DecoderConfig config, Class<T> type) {
    this.tf = tf;
    this.config = config;
    this.type = type;
  }

  /** Makes room for {@code rows} sequences of {@code slots} tokens, all empty. */
  Op allocate(Operand<TInt32> rows, Operand<TInt32> slots) {
    Operand<TInt32> shape =
        tf.stack(
            List.of(
                rows, tf.constant(config.keyValueHeads()), slots, tf.constant(config.headSize())));
    Operand<T> zero = tf.dtypes.cast(tf.constant(0f), type);
    List<Op> made = new ArrayList<>();
    // To each its own zeros: variables that share them would claim their memory when it is too
    // late.
    forEachVariable(name -> made.add(tf.assignVariableOp(handle(name), tf.fill(shape, zero))));
    made.add(
        tf.assignVariableOp(
            presentHandle(), tf.fill(tf.stack(List.of(rows, slots)), tf.constant(0))));
    return tf.withControlDependencies(made).noOp();
  }

  /**
   * A memory that sees one prompt alone, and keeps it in a row.
   *
   * @param kept receives the operations that fill the row
   */
  AttentionMemory<T> fill(Operand<TInt32> row, Operand<TInt32> length, List<Op> kept) {
    Range range = rowRange(row, length);
    return (layer, fresh) -> {
      kept.add(put(handle(keys(layer)), range, fresh.keys()));
      kept.add(put(handle(values(layer)), range, fresh.values()));
      return fresh;
    };
  }

  /**
   * Keeps which slots of a row hold tokens: those of the prompt {@code [1, length]}, and all after.
   */
  Op fillPresent(Operand<TInt32> row, Operand<TInt32> prompt) {
    Operand<TInt32> slots = tf.stridedSlice(tf.shape(present()), Indices.at(1));
    Operand<TInt32> length = tf.stridedSlice(tf.shape(prompt), Indices.at(1));
    Operand<TInt32> after =
        tf.fill(tf.stack(List.of(tf.constant(1), tf.math.sub(slots, length))), tf.constant(1));
    Operand<TInt32> zero = tf.constant(0);
    Range range =
        new Range(
            tf.stack(List.of(row, zero)),
            tf.stack(List.of(tf.math.add(row, tf.constant(1)), zero)),
            tf.constant(new int[] {1, 1}),
            0b10);
    return put(presentHandle(), range, tf.concat(List.of(prompt, after), tf.constant(1)));
  }

  /** Which slots hold a token, {@code [rows, slots]}. */
  Operand<TInt32> present() {
    return tf.readVariableOp(presentHandle(), TInt32.class);
  }

  /** A memory that puts one new token into {@code slot[row]} of each row, and sees all slots. */
  AttentionMemory<T> at(Operand<TInt32> slot) {
    Operand<TInt32> rows = tf.stridedSlice(tf.shape(slot), Indices.at(0));
    Operand<TInt32> heads = tf.constant(config.keyValueHeads());
    Operand<TInt32> perHead = tf.stack(List.of(rows, heads));
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> one = tf.constant(1);
    Operand<TInt32> places =
        tf.stack(
            List.of(
                tf.broadcastTo(tf.expandDims(tf.range(zero, rows, one), one), perHead),
                tf.broadcastTo(tf.range(zero, heads, one), perHead),
                tf.broadcastTo(tf.expandDims(slot, one), perHead)),
            Stack.axis(2L));
    Operand<TInt32> eachHead = tf.stack(List.of(rows, heads, tf.constant(config.headSize())));
    return (layer, fresh) ->
        new KeysAndValues<>(
            scatter(keys(layer), places, tf.reshape(fresh.keys(), eachHead)),
            scatter(values(layer), places, tf.reshape(fresh.values(), eachHead)));
  }

  /**
   * Writes {@code [rows, heads, headSize]} to places {@code [rows, heads, 3]}, and reads the whole.
   */
  private Operand<T> scatter(String name, Operand<TInt32> places, Operand<T> fresh) {
    Operand<? extends TType> handle = handle(name);
    Op written = tf.resourceScatterNdUpdate(handle, places, fresh);
    // A variable that was written to in part is copied when it is read, unless one says not to: no
    // step writes to it before the last one has read it.
    Op shared = tf.withControlDependencies(written).io.disableCopyOnRead(handle);
    return tf.withControlDependencies(shared).readVariableOp(handle, type);
  }

  /** Gives the memory back to TensorFlow, for what it computes next; the process keeps it. */
  Op free() {
    List<Op> freed = new ArrayList<>();
    forEachVariable(name -> freed.add(tf.destroyResourceOp(handle(name))));
    freed.add(tf.destroyResourceOp(presentHandle()));
    return tf.withControlDependencies(freed).noOp();
  }

  /**
   * A part of a variable.
   *
   * @param whole bit i is 1 where axis i is taken whole
   */
  private record Range(
      Operand<TInt32> begin, Operand<TInt32> end, Operand<TInt32> step, long whole) {}

  /** The first {@code length} slots of one row. */
  private Range rowRange(Operand<TInt32> row, Operand<TInt32> length) {
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> next = tf.math.add(row, tf.constant(1));
    return new Range(
        tf.stack(List.of(row, zero, zero, zero)),
        tf.stack(List.of(next, zero, length, zero)),
        tf.constant(new int[] {1, 1, 1, 1}),
        0b1010);
  }

  private Op put(Operand<? extends TType> handle, Range range, Operand<? extends TType> fresh) {
    return tf.resourceStridedSliceAssign(
        handle,
        range.begin(),
        range.end(),
        range.step(),
        fresh,
        ResourceStridedSliceAssign.beginMask(range.whole()),
        ResourceStridedSliceAssign.endMask(range.whole()));
  }

  private void forEachVariable(Consumer<String> consumer) {
    for (int layer = 0; layer < config.layers(); layer++) {
      consumer.accept(keys(layer));
      consumer.accept(values(layer));
    }
  }

  private static String keys(int layer) {
    return "cache/keys/" + layer;
  }

  private static String values(int layer) {
    return "cache/values/" + layer;
  }

  // Of no fixed shape: every batch has its own.
  private Operand<? extends TType> handle(String name) {
    return tf.varHandleOp(type, Shape.unknown(), VarHandleOp.sharedName(name));
  }

  private Operand<? extends TType> presentHandle() {
    return tf.varHandleOp(TInt32.class, Shape.unknown(), VarHandleOp.sharedName("cache/present"));
  }
}
