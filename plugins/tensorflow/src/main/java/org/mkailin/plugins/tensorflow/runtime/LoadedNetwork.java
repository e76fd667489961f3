package org.mkailin.plugins.tensorflow.runtime;

import java.io.IOException;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * A network with its weights, in a session of its own on one device; thread-safe.
 *
 * @param <N> where the network can be fed and fetched
 */
public final class LoadedNetwork<N> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadedNetwork.class);
  private static final String FOR_LESS_WEIGHT =
      "choose another device, a smaller model, or precision bfloat16";

  private final String name;
  private final Device device;
  private final Precision precision;
  private final Graph graph;
  private final Session session;
  private final GraphWeights<?> weights;
  private final N network;

  private LoadedNetwork(
      String name,
      Device device,
      Precision precision,
      Graph graph,
      Session session,
      GraphWeights<?> weights,
      N network) {
    this.name = name;
    this.device = device;
    this.precision = precision;
    this.graph = graph;
    this.session = session;
    this.weights = weights;
    this.network = network;
  }

  /**
   * Builds a network and loads its weights; the caller closes it.
   *
   * @param threads threads that help within an operation; empty for one for each processor
   * @throws org.mkailin.plugins.tensorflow.folder.ModelFolderException if the folder's weights do
   *     not fit its configuration
   * @throws DeviceFullException if the device has not the memory
   */
  public static <N> LoadedNetwork<N> open(
      ModelFolder folder,
      Device device,
      Precision precision,
      OptionalInt threads,
      NetworkBuilder<N> builder)
      throws IOException {
    LoadedNetwork<N> loaded =
        open(folder, device, precision, precision.tensorType(), threads, builder);
    LOG.info(
        "{} ({}) runs on {} in {}: {} GiB of weights",
        loaded.name,
        folder.config().architecture(),
        device,
        precision.name().toLowerCase(Locale.ROOT),
        String.format(Locale.ROOT, "%.2f", loaded.weightBytes() / (double) (1 << 30)));
    return loaded;
  }

  private static <N, T extends TNumber> LoadedNetwork<N> open(
      ModelFolder folder,
      Device device,
      Precision precision,
      Class<T> type,
      OptionalInt threads,
      NetworkBuilder<N> builder)
      throws IOException {
    String name = folder.identity();
    Graph graph = TensorFlowRuntime.graph();
    Ops tf = TensorFlowRuntime.ops(graph, device);
    GraphWeights<T> weights = new GraphWeights<>(tf, folder, type);
    Session session = null;
    try {
      N network = builder.build(tf, weights, type);
      session = TensorFlowRuntime.session(graph, device, threads, precision);
      DeviceFullException.check(device, name, weights.bytes(), FOR_LESS_WEIGHT);
      weights.load(session);
      return new LoadedNetwork<>(name, device, precision, graph, session, weights, network);
    } catch (TFResourceExhaustedException e) {
      close(session, graph, weights);
      throw DeviceFullException.of(device, name, weights.bytes(), FOR_LESS_WEIGHT, e);
    } catch (IOException | RuntimeException e) {
      close(session, graph, weights);
      throw e;
    }
  }

  /** Where the network can be fed and fetched. */
  public N network() {
    return network;
  }

  /** A run of the network, in the caller's thread. */
  public Session.Runner runner() {
    return session.runner().setOptions(TensorFlowRuntime.IN_CALLERS_THREAD);
  }

  /** The folder's identity. */
  public String name() {
    return name;
  }

  /** Where it runs. */
  public Device device() {
    return device;
  }

  /** What it computes in. */
  public Precision precision() {
    return precision;
  }

  /** Bytes of all weights, in the format that they are computed in. */
  public long weightBytes() {
    return weights.bytes();
  }

  /** Of them, bytes whose memory is the file's own pages. */
  public long mappedBytes() {
    return weights.mappedBytes();
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
