package org.mkailin.plugins.tensorflow.runtime;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.DeviceSpec;
import org.tensorflow.DeviceSpec.DeviceType;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.RunOptions;

/**
 * TensorFlow in this JVM: its version, its devices, and how a session is set up.
 *
 * <p><b>Threads.</b> A run computes in the thread that asks for it, so that eight threads of a
 * pipeline are eight runs; inside an operation TensorFlow's own pool helps. That pool belongs to
 * the process, and the first session decides its size; whoever asks for another size later is told.
 */
public final class TensorFlowRuntime {
  /** Run in the caller's thread: no hand-over, and no queue behind one another. */
  public static final RunOptions IN_CALLERS_THREAD =
      RunOptions.newBuilder().setInterOpThreadPool(-1).build();

  private static final Logger LOG = LoggerFactory.getLogger(TensorFlowRuntime.class);

  /**
   * Where the number of threads is kept once it is decided: in a property, which is the process's,
   * not in a static, of which every job on a Flink cluster has its own.
   */
  private static final String THREADS = "mkailin.tensorflow.threads";

  private TensorFlowRuntime() {}

  /** The version of TensorFlow's native library, which is loaded if it is not yet. */
  public static String version() {
    NativeLibraries.prepare();
    return TensorFlow.version();
  }

  /**
   * The GPUs that TensorFlow can use, by number; others can be hidden from it by NVIDIA's variable
   * CUDA_VISIBLE_DEVICES.
   *
   * <p>To ask opens the first session, and so decides on the threads.
   */
  public static List<Gpu> gpus() {
    NativeLibraries.prepare();
    return Gpus.found(claimThreads(OptionalInt.empty()));
  }

  /** All memory of a device; of the CPU, what this process or its container may use. */
  public static long memoryBytes(Device device) {
    if (device.isGpu()) {
      return requireGpu(device.gpu().getAsInt()).memoryBytes();
    }
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  /** A graph; the caller closes it. */
  public static Graph graph() {
    NativeLibraries.prepare();
    return new Graph();
  }

  /** Operations of a graph, to be placed on a device where it can do them. */
  public static Ops ops(Graph graph, Device device) {
    Ops ops = Ops.create(graph);
    return device.isGpu()
        ? ops.withDevice(
            DeviceSpec.newBuilder()
                .deviceType(DeviceType.GPU)
                .deviceIndex(device.gpu().getAsInt())
                .build())
        : ops;
  }

  /**
   * Opens a session; the caller closes it.
   *
   * @param wantedThreads threads that help within an operation; empty for one for each processor
   * @param precision what the graph computes in
   * @throws IllegalArgumentException if there is no such device
   * @throws IllegalStateException if the pool of threads has another size already
   */
  public static Session session(
      Graph graph, Device device, OptionalInt wantedThreads, Precision precision) {
    int claimed = claimThreads(wantedThreads);
    if (device.isGpu()) {
      requireGpu(device.gpu().getAsInt());
      if (precision == Precision.MIXED) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "precision is mixed, which only the CPU computes; choose bfloat16 on %s, or device cpu",
                device));
      }
    }
    // Swapping tensors out to save memory is for training; its estimates only warn here.
    RewriterConfig.Builder rewriter =
        RewriterConfig.newBuilder().setMemoryOptimization(RewriterConfig.MemOptType.NO_MEM_OPT);
    if (precision == Precision.MIXED) {
      rewriter.setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
    }
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(claimed)
            .setInterOpParallelismThreads(1)
            .setAllowSoftPlacement(true)
            .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter));
    if (device.isGpu()) {
      config.setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
    } else {
      config.putDeviceCount("GPU", 0);
    }
    return new Session(graph, config.build());
  }

  /**
   * Decides how many threads help within an operation, for the whole process.
   *
   * @param wanted empty for what was decided, else one for each processor
   * @return the number decided on
   * @throws IllegalStateException if another number was decided on before
   */
  public static int claimThreads(OptionalInt wanted) {
    synchronized (Runtime.getRuntime()) {
      int threads = Integer.getInteger(THREADS, 0);
      if (threads == 0) {
        threads = wanted.orElse(Runtime.getRuntime().availableProcessors());
        System.setProperty(THREADS, String.valueOf(threads));
        LOG.info("TensorFlow {} computes with {} threads", TensorFlow.version(), threads);
      } else if (wanted.isPresent() && wanted.getAsInt() != threads) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "threads is %d, but TensorFlow runs in this process with %d already, and has one pool for all; give every agent the same number",
                wanted.getAsInt(),
                threads));
      }
      return threads;
    }
  }

  static Gpu requireGpu(int number) {
    List<Gpu> gpus = gpus();
    return gpus.stream()
        .filter(gpu -> gpu.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "device is gpu:%d, but TensorFlow found %s; «mkailin doctor» says what is missing",
                        number,
                        gpus.isEmpty() ? "no GPU" : gpus.size() + " GPUs, from gpu:0")));
  }
}
