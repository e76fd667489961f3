package org.mkailin.plugins.tensorflow.encoder;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.mkailin.plugins.tensorflow.folder.BertConfig;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.folder.ModelFolderException;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.DeviceFullException;
import org.mkailin.plugins.tensorflow.runtime.LoadedNetwork;
import org.mkailin.plugins.tensorflow.runtime.PaddedLength;
import org.mkailin.plugins.tensorflow.runtime.Precision;
import org.mkailin.plugins.tensorflow.runtime.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.types.TFloat32;

/**
 * A BERT on one device: tokens in, vectors out; thread-safe.
 *
 * <p><b>Why a text's bits do not depend on its neighbours.</b> A product of matrices sums in an
 * order that the library chooses by the number of rows, here texts × tokens. Measured in float32 on
 * a CPU with AVX-512 (TensorFlow 2.18, oneDNN, one and two threads, seven shapes of weights): one
 * row, 2 to 15 rows, and 16 or more give three different last bits, and within each of the three
 * all are equal; in bfloat16 all are equal. So no text is padded to less than 16 tokens.
 *
 * <p>Assumption: a GPU's library chooses by the number of rows too, but always alike for the same
 * number; so there every run of one length has the same number of rows.
 */
public final class Bert implements AutoCloseable {
  private static final int FEWEST_TOKENS = 16;
  // Measured on one CPU thread with a model of MiniLM's size: short texts gain from company up to
  // here (16 tokens: 138 texts a second alone, 592 by 64), long ones only lose beyond it.
  private static final int TOKENS_PER_RUN = 1024;
  // Assumption: enough to keep a GPU busy.
  private static final int TOKENS_PER_RUN_ON_GPU = 8192;
  private static final String FOR_SMALLER_RUNS = "choose another device, or a smaller max-tokens";

  private final BertConfig config;
  private final LoadedNetwork<BertGraph> loaded;
  private final BertGraph network;

  private Bert(BertConfig config, LoadedNetwork<BertGraph> loaded) {
    this.config = config;
    this.loaded = loaded;
    this.network = loaded.network();
  }

  /**
   * Builds the network, and loads its weights; the caller closes it.
   *
   * @param threads threads that help within an operation; empty for one for each processor
   * @throws ModelFolderException if it is no encoder's folder, or its weights do not fit its
   *     configuration
   * @throws DeviceFullException if the device has not the memory for the weights
   */
  public static Bert open(
      ModelFolder folder, Device device, Precision precision, OptionalInt threads)
      throws IOException {
    if (!(folder.config() instanceof BertConfig config)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s: '%s' is a decoder, but a text encoder is needed; use the plugin 'tensorflow' for it",
              folder.path(),
              folder.config().architecture()));
    }
    return new Bert(
        config, LoadedNetwork.open(folder, device, precision, threads, BertGraph.of(config)));
  }

  /** What the model is made of. */
  public BertConfig config() {
    return config;
  }

  Precision precision() {
    return loaded.precision();
  }

  /** The length that a text is padded to; texts of one padded length can share a run. */
  int paddedLength(int[] tokens) {
    return PaddedLength.of(Math.max(tokens.length, FEWEST_TOKENS), config.maxPositions());
  }

  /** The most texts of a run, for texts that are padded to {@code length} tokens. */
  int rowsPerRun(int length) {
    return Math.max(1, (loaded.device().isGpu() ? TOKENS_PER_RUN_ON_GPU : TOKENS_PER_RUN) / length);
  }

  /**
   * Hidden states of the last layer, those of the padding left out: {@code [batch][tokens ·
   * hidden]}.
   *
   * @param rows of one padded length, at most {@link #rowsPerRun}
   */
  float[][] hidden(List<int[]> rows) {
    float[][] padded = run(rows, network.hidden());
    return IntStream.range(0, padded.length)
        .mapToObj(row -> Arrays.copyOf(padded[row], rows.get(row).length * config.hiddenSize()))
        .toArray(float[][]::new);
  }

  /**
   * One vector for each row: {@code [batch][hidden]}.
   *
   * @param rows of one padded length, at most {@link #rowsPerRun}
   */
  public float[][] pooled(List<int[]> rows, Pooling pooling) {
    return run(rows, network.pooled().get(pooling));
  }

  private float[][] run(List<int[]> texts, Operand<TFloat32> output) {
    int length = paddedLength(texts.get(0));
    List<int[]> rows = loaded.device().isGpu() ? filled(texts, rowsPerRun(length)) : texts;
    try (TextRows fed = TextRows.of(rows, length);
        Result result =
            loaded
                .runner()
                .feed(network.ids(), fed.ids())
                .feed(network.present(), fed.present())
                .fetch(output)
                .run()) {
      float[] values = Tensors.floats(result.get(0));
      int each = values.length / rows.size();
      return IntStream.range(0, texts.size())
          .mapToObj(row -> Arrays.copyOfRange(values, row * each, (row + 1) * each))
          .toArray(float[][]::new);
    } catch (TFResourceExhaustedException e) {
      throw DeviceFullException.of(
          loaded.device(),
          String.format(
              Locale.ROOT,
              "a run of %s over %d texts of %d tokens",
              loaded.name(),
              rows.size(),
              length),
          runBytes(rows.size(), length),
          FOR_SMALLER_RUNS,
          e);
    }
  }

  /** About what one layer holds at once: attention weights, and the wide states beside others. */
  private long runBytes(long rows, long length) {
    long weightsOfAttention = 2 * rows * config.heads() * length * length;
    long states = rows * length * (config.intermediateSize() + 4L * config.hiddenSize());
    return (weightsOfAttention + states) * Float.BYTES;
  }

  /** The texts and, after them, the first one again until there are {@code count}. */
  static List<int[]> filled(List<int[]> texts, int count) {
    return IntStream.range(0, count)
        .mapToObj(row -> texts.get(row < texts.size() ? row : 0))
        .toList();
  }

  @Override
  public void close() throws IOException {
    loaded.close();
  }
}
