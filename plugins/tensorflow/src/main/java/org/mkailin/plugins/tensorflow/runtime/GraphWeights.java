package org.mkailin.plugins.tensorflow.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mkailin.plugins.tensorflow.folder.Checkpoint;
import org.mkailin.plugins.tensorflow.folder.LoraAdapter;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.folder.ModelFolderException;
import org.mkailin.plugins.tensorflow.folder.StoredTensor;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * A checkpoint's tensors as variables of a graph, under the checkpoint's own names.
 *
 * <p>A network asks for its weights while its graph is built, and says which shape it expects; then
 * the weights are loaded into the session. Nothing of the weights is in the graph itself, so that
 * it stays below protobuf's 2 GB. Weights that an adapter (LoRA: Hu et al., arXiv 2106.09685)
 * changes are merged while they are loaded: W + s · B A.
 *
 * @param <T> the number format that the network computes in
 */
public final class GraphWeights<T extends TNumber> implements AutoCloseable {
  // How much may be on its way at once, where weights change their format while they are loaded.
  private static final long BYTES_AT_ONCE = 1L << 30;

  private record Variable<T extends TNumber>(
      StoredTensor stored, Shape shape, VarHandleOp handle, Operand<T> value) {}

  private final Ops tf;
  private final Checkpoint checkpoint;
  private final Optional<LoraAdapter> adapter;
  private final Class<T> type;
  private final TensorReader reader = new TensorReader();
  private final Map<String, Variable<T>> variables = new LinkedHashMap<>();

  /** The weights of {@code folder} for the graph of {@code tf}. */
  public GraphWeights(Ops tf, ModelFolder folder, Class<T> type) {
    this.tf = tf;
    this.checkpoint = folder.checkpoint();
    this.adapter = folder.adapter();
    this.type = type;
  }

  /** Whether the checkpoint has a tensor. */
  public boolean has(String name) {
    return checkpoint.has(name);
  }

  /**
   * A weight, to be computed with.
   *
   * @param shape the shape that the network's configuration makes it
   * @throws ModelFolderException if the checkpoint has no such tensor, or one of another shape
   */
  public Operand<T> get(String name, long... shape) {
    return variables.computeIfAbsent(name, n -> variable(n, Shape.of(shape))).value();
  }

  private Variable<T> variable(String name, Shape expected) {
    StoredTensor stored = checkpoint.get(name);
    TensorReader.typeOf(stored);
    Shape shape = Shape.of(stored.shape().stream().mapToLong(Long::longValue).toArray());
    if (!shape.equals(expected)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "tensor '%s' in %s has shape %s, but config.json makes it %s; do both come from the same model?",
              name,
              stored.file(),
              shape,
              expected));
    }
    VarHandleOp handle = tf.varHandleOp(type, shape, VarHandleOp.sharedName(name));
    return new Variable<>(stored, shape, handle, tf.readVariableOp(handle, type));
  }

  /**
   * Loads every weight that was asked for.
   *
   * @throws IOException if a file can't be read
   */
  public void load(Session session) throws IOException {
    List<Variable<T>> batch = new ArrayList<>();
    long bytes = 0;
    for (Variable<T> variable : variables.values()) {
      batch.add(variable);
      bytes += variable.stored().length();
      if (bytes >= BYTES_AT_ONCE) {
        load(session, batch);
        batch.clear();
        bytes = 0;
      }
    }
    if (!batch.isEmpty()) {
      load(session, batch);
    }
  }

  private void load(Session session, List<Variable<T>> batch) throws IOException {
    List<TType> opened = new ArrayList<>();
    try {
      Session.Runner runner = session.runner().setOptions(TensorFlowRuntime.IN_CALLERS_THREAD);
      List<Op> assignments = new ArrayList<>();
      for (Variable<T> variable : batch) {
        Operand<T> value =
            merged(
                variable.stored(), feed(runner, variable.stored(), true, opened), runner, opened);
        assignments.add(tf.assignVariableOp(variable.handle(), value));
      }
      runner.addTarget(tf.withControlDependencies(assignments).noOp()).run().close();
    } finally {
      opened.forEach(TType::close);
    }
  }

  /** The tensor of a file, fed to this run. */
  private Operand<? extends TNumber> feed(
      Session.Runner runner, StoredTensor stored, boolean mayMap, List<TType> opened)
      throws IOException {
    TType tensor = reader.open(stored, mayMap);
    opened.add(tensor);
    Placeholder<? extends TNumber> placeholder =
        tf.placeholder(tensor.type().asSubclass(TNumber.class));
    runner.feed(placeholder, tensor);
    return placeholder;
  }

  /** W, or W + s · B A where the adapter changes W; added in float32, then in the format asked. */
  private Operand<T> merged(
      StoredTensor stored,
      Operand<? extends TNumber> weight,
      Session.Runner runner,
      List<TType> opened)
      throws IOException {
    if (adapter.isEmpty() || !adapter.get().adapts(stored.name())) {
      return Cast.to(tf, weight, type);
    }
    LoraAdapter lora = adapter.get();
    Operand<TFloat32> down =
        Cast.to(tf, feed(runner, lora.down(stored.name()), false, opened), TFloat32.class);
    Operand<TFloat32> up =
        Cast.to(tf, feed(runner, lora.up(stored.name()), false, opened), TFloat32.class);
    Operand<TFloat32> change =
        tf.math.mul(
            tf.linalg.matMul(up, down, new MatMul.Options[0]), tf.constant((float) lora.scale()));
    return Cast.to(tf, tf.math.add(Cast.to(tf, weight, TFloat32.class), change), type);
  }

  /** Bytes of all weights that were asked for, in the format that they are computed in. */
  public long bytes() {
    long elements = variables.values().stream().mapToLong(v -> v.shape().size()).sum();
    return elements * (type == TFloat32.class ? Float.BYTES : Short.BYTES);
  }

  /** Bytes of weights whose memory is a file's own pages. */
  public long mappedBytes() {
    return reader.mappedBytes();
  }

  /** Lets go of the files; call it after the session is closed. */
  @Override
  public void close() throws IOException {
    reader.close();
  }
}
