package org.mkailin.plugins.tensorflow.encoder;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mkailin.plugins.tensorflow.folder.BertConfig;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.folder.ModelFolderException;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.DeviceFullException;
import org.mkailin.plugins.tensorflow.runtime.GraphWeights;
import org.mkailin.plugins.tensorflow.runtime.PaddedLength;
import org.mkailin.plugins.tensorflow.runtime.Precision;
import org.mkailin.plugins.tensorflow.runtime.TensorFlowRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

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
  private static final String FOR_LESS_WEIGHT = "choose another device, or a smaller model";
  private static final String FOR_SMALLER_RUNS = "choose another device, or a smaller max-tokens";
  private static final Logger LOG = LoggerFactory.getLogger(Bert.class);

  private final String name;
  private final BertConfig config;
  private final Device device;
  private final Precision precision;
  private final Graph graph;
  private final Session session;
  private final GraphWeights<?> weights;
  private final BertGraph network;

  private Bert(
      String name,
      BertConfig config,
      Device device,
      Precision precision,
      Graph graph,
      Session session,
      GraphWeights<?> weights,
      BertGraph network) {
    this.name = name;
    this.config = config;
    this.device = device;
    this.precision = precision;
    this.graph = graph;
    this.session = session;
    this.weights = weights;
    this.network = network;
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
    Bert bert = open(folder, device, precision, precision.tensorType(), threads);
    LOG.info(
        "{} runs on {} in {}: {} GiB of weights",
        bert.name,
        device,
        precision.name().toLowerCase(Locale.ROOT),
        String.format(Locale.ROOT, "%.2f", bert.weights.bytes() / (double) (1 << 30)));
    return bert;
  }

  private static <T extends TNumber> Bert open(
      ModelFolder folder, Device device, Precision precision, Class<T> type, OptionalInt threads)
      throws IOException {
    if (!(folder.config() instanceof BertConfig config)) {
      throw new ModelFolderException(
          "%s: '%s' is a decoder, but a text encoder is needed; use the plugin 'tensorflow' for it"
              .formatted(folder.path(), folder.config().architecture()));
    }
    Graph graph = TensorFlowRuntime.graph();
    Ops tf = TensorFlowRuntime.ops(graph, device);
    GraphWeights<T> weights = new GraphWeights<>(tf, folder, type);
    Session session = null;
    try {
      BertGraph network = BertGraph.build(tf, config, weights, type);
      DeviceFullException.check(device, folder.identity(), weights.bytes(), FOR_LESS_WEIGHT);
      session = TensorFlowRuntime.session(graph, device, threads, precision);
      weights.load(session);
      return new Bert(
          folder.identity(), config, device, precision, graph, session, weights, network);
    } catch (TFResourceExhaustedException e) {
      close(session, graph, weights);
      throw DeviceFullException.of(device, folder.identity(), weights.bytes(), FOR_LESS_WEIGHT, e);
    } catch (IOException | RuntimeException e) {
      close(session, graph, weights);
      throw e;
    }
  }

  /** What the model is made of. */
  public BertConfig config() {
    return config;
  }

  Precision precision() {
    return precision;
  }

  /** The length that a text is padded to; texts of one padded length can share a run. */
  int paddedLength(int[] tokens) {
    return PaddedLength.of(Math.max(tokens.length, FEWEST_TOKENS), config.maxPositions());
  }

  /** The most texts of a run, for texts that are padded to {@code length} tokens. */
  int rowsPerRun(int length) {
    return Math.max(1, (device.isGpu() ? TOKENS_PER_RUN_ON_GPU : TOKENS_PER_RUN) / length);
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
  float[][] pooled(List<int[]> rows, Pooling pooling) {
    return run(rows, network.pooled().get(pooling));
  }

  private float[][] run(List<int[]> texts, Operand<TFloat32> output) {
    int length = paddedLength(texts.get(0));
    List<int[]> rows = device.isGpu() ? filled(texts, rowsPerRun(length)) : texts;
    try (TextRows fed = TextRows.of(rows, length);
        Result result =
            session
                .runner()
                .setOptions(TensorFlowRuntime.IN_CALLERS_THREAD)
                .feed(network.ids(), fed.ids())
                .feed(network.present(), fed.present())
                .fetch(output)
                .run()) {
      TFloat32 tensor = (TFloat32) result.get(0);
      float[] values = new float[Math.toIntExact(tensor.size())];
      tensor.copyTo(DataBuffers.of(values, false, false));
      int each = values.length / rows.size();
      return IntStream.range(0, texts.size())
          .mapToObj(row -> Arrays.copyOfRange(values, row * each, (row + 1) * each))
          .toArray(float[][]::new);
    } catch (TFResourceExhaustedException e) {
      throw DeviceFullException.of(
          device,
          "a run of %s over %d texts of %d tokens".formatted(name, rows.size(), length),
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
    close(session, graph, weights);
  }

  // The session first: it computes on memory that the weights hold.
  private static void close(@Nullable Session session, Graph graph, GraphWeights<?> weights)
      throws IOException {
    if (session != null) {
      session.close();
    }
    graph.close();
    weights.close();
  }
}
