package org.mkailin.plugins.tensorflow.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/**
 * Asks TensorFlow for its GPUs, once: the answer does not change while a process lives.
 *
 * <p>TensorFlow Java has no door for this, so an empty session of the C library is asked.
 */
final class Gpus {
  private static final Path DRIVER = Path.of("/proc/driver/nvidia/gpus");
  private static final String UNNAMED = "an NVIDIA GPU";

  private static @Nullable List<Gpu> known;

  private Gpus() {}

  /**
   * The GPUs of this process.
   *
   * @param threads size of TensorFlow's pool of threads, which the first session decides, even this
   */
  static synchronized List<Gpu> found(int threads) {
    if (known == null) {
      known = NativeBuild.loaded().forGpus() ? List.copyOf(ask(threads)) : List.of();
    }
    return known;
  }

  private static List<Gpu> ask(int threads) {
    byte[] config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(1)
            .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
            .build()
            .toByteArray();
    String name = nameByDriver();
    List<Gpu> gpus = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
      tensorflow.TF_SetConfig(options, new BytePointer(config), config.length, status);
      status.throwExceptionIfNotOK();
      TF_Session session = TF_Session.newSession(TF_Graph.newGraph(), options, status);
      status.throwExceptionIfNotOK();
      TF_DeviceList devices = tensorflow.TF_SessionListDevices(session, status);
      status.throwExceptionIfNotOK();
      for (int i = 0; i < tensorflow.TF_DeviceListCount(devices); i++) {
        if (tensorflow.TF_DeviceListType(devices, i, status).getString().equals("GPU")) {
          int number = gpus.size();
          gpus.add(new Gpu(number, name, tensorflow.TF_DeviceListMemoryBytes(devices, i, status)));
        }
      }
      tensorflow.TF_DeleteDeviceList(devices);
    }
    return gpus;
  }

  /**
   * What NVIDIA's driver calls its GPUs, if it calls all of them alike: TensorFlow may number them
   * in another order than the driver, or see but a few.
   */
  private static String nameByDriver() {
    Set<String> names = new HashSet<>();
    if (Files.isDirectory(DRIVER)) {
      try (Stream<Path> folders = Files.list(DRIVER)) {
        for (Path folder : folders.toList()) {
          Files.readAllLines(folder.resolve("information")).stream()
              .filter(line -> line.startsWith("Model:"))
              .forEach(line -> names.add(line.substring("Model:".length()).strip()));
        }
      } catch (IOException e) {
        // A name is all that is lost: containers often hide the driver's folder.
        return UNNAMED;
      }
    }
    return names.size() == 1 ? names.iterator().next() : UNNAMED;
  }
}
