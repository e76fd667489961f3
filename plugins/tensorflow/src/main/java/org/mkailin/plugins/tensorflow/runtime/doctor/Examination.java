package org.mkailin.plugins.tensorflow.runtime.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.mkailin.plugin.Findings;
import org.mkailin.plugins.tensorflow.folder.DecoderConfig;
import org.mkailin.plugins.tensorflow.folder.ElementType;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.runtime.CudaLibraries;
import org.mkailin.plugins.tensorflow.runtime.CudaLibraries.Library;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Gpu;
import org.mkailin.plugins.tensorflow.runtime.NativeBuild;
import org.mkailin.plugins.tensorflow.runtime.Precision;
import org.mkailin.plugins.tensorflow.runtime.ProcessorFeatures;
import org.mkailin.plugins.tensorflow.runtime.TensorFlowRuntime;

/**
 * TensorFlow on this machine: its build, what it finds of NVIDIA's, and whether each device
 * computes right. The cheapest comes first.
 */
public final class Examination {
  private static final String REPORT =
      "run «mkailin doctor» again with TF_CPP_MIN_LOG_LEVEL=0, and report it with its output";
  private static final double BYTES_IN_GIB = 1L << 30;

  // GPUs may round float32 to TF32's ten bits (NVIDIA_TF32_OVERRIDE=0 forbids it).
  private static final double TOLERANCE_CPU = 1e-4;
  private static final double TOLERANCE_GPU = 0.05;

  private final Findings findings;

  private Examination(Findings findings) {
    this.findings = findings;
  }

  /** Looks, computes, and tells what it finds. */
  public static void run(Findings findings) {
    new Examination(findings).run();
  }

  /** The decoder of the parity check. */
  static DecoderConfig decoder() {
    return SyntheticConfig.llama(256, 64, 2, 4, 2, 128);
  }

  private void run() {
    NativeBuild build;
    try {
      build = NativeBuild.loaded();
    } catch (LinkageError | RuntimeException e) {
      findings.problem(
          "TensorFlow",
          "can't be loaded: " + e,
          "mkailin needs Linux (x86-64 or ARM) or macOS (ARM), and a folder to unpack to: -Dorg.bytedeco.javacpp.cachedir=FOLDER");
      return;
    }
    findings.good(
        "TensorFlow",
        String.format(
            Locale.ROOT,
            "%s, the %s build, unpacked to %s",
            build.version(),
            build.forGpus() ? "GPU" : "CPU",
            build.unpackedTo()));
    processor();
    List<Device> devices = new ArrayList<>(List.of(Device.CPU));
    if (build.forGpus()) {
      nvidia();
      for (Gpu gpu : TensorFlowRuntime.gpus()) {
        devices.add(Device.gpu(gpu.number()));
      }
    } else {
      withoutGpus();
    }
    devices.forEach(this::matrixProduct);
    parity(devices);
  }

  private void processor() {
    List<String> features = ProcessorFeatures.found();
    if (!features.isEmpty()) {
      findings.good(
          "processor",
          String.format(
              Locale.ROOT,
              "%s; bfloat16 is %s float32 on it",
              String.join(", ", features),
              ProcessorFeatures.multipliesBfloat16(features) ? "faster than" : "no faster than"));
    }
    if ("0".equals(System.getenv("TF_ENABLE_ONEDNN_OPTS"))) {
      findings.note(
          "oneDNN", "TF_ENABLE_ONEDNN_OPTS=0 turns it off: models compute much slower on the CPU");
    }
  }

  private void withoutGpus() {
    findings.note(
        "CUDA",
        CudaLibraries.driverVersion()
                .map(driver -> "this machine has a GPU (driver: " + driver + "), but ")
                .orElse("")
            + "this build of mkailin computes on the CPU; «mvn -Pgpu package» builds one for GPUs");
  }

  private void nvidia() {
    Library driver = CudaLibraries.lookForDriver();
    if (driver.missing().isPresent()) {
      findings.note(
          "CUDA",
          String.format(
              Locale.ROOT,
              "no driver: %s; models compute on the CPU",
              driver.missing().orElseThrow()));
      return;
    }
    findings.good(
        "driver", CudaLibraries.driverVersion().orElse(driver.name() + ", version not told"));
    List<Library> libraries = CudaLibraries.look();
    List<Library> missing = libraries.stream().filter(l -> l.missing().isPresent()).toList();
    if (missing.isEmpty()) {
      findings.good(
          "CUDA", libraries.stream().map(Library::name).collect(Collectors.joining(", ")));
    } else {
      findings.problem(
          "CUDA",
          missing.stream()
              .map(library -> library.missing().orElseThrow())
              .collect(Collectors.joining("; ")),
          CudaLibraries.NEXT_STEP);
    }
    gpus(missing.isEmpty());
  }

  private void gpus(boolean librariesAreThere) {
    List<Gpu> gpus = TensorFlowRuntime.gpus();
    for (Gpu gpu : gpus) {
      findings.good(
          Device.gpu(gpu.number()).toString(),
          String.format(
              Locale.ROOT,
              "%s, %.1f GiB for TensorFlow",
              gpu.name(),
              gpu.memoryBytes() / BYTES_IN_GIB));
    }
    if (gpus.isEmpty() && librariesAreThere) {
      findings.problem(
          "GPU",
          "TensorFlow finds none, though driver and libraries are there",
          "see that CUDA_VISIBLE_DEVICES does not hide it and that the driver supports CUDA 12; else "
              + REPORT);
    }
  }

  private void matrixProduct(Device device) {
    String what = "product on " + device;
    try {
      long wrong = MatrixProduct.wrongElements(device);
      int size = MatrixProduct.SIZE;
      if (wrong == 0) {
        findings.good(
            what, String.format(Locale.ROOT, "%d×%d matrices: every element right", size, size));
      } else {
        findings.problem(
            what,
            String.format(
                Locale.ROOT,
                "%d×%d matrices: %,d of %,d elements wrong",
                size,
                size,
                wrong,
                size * size),
            REPORT);
      }
    } catch (RuntimeException e) {
      findings.problem(what, e.toString(), REPORT);
    }
  }

  private void parity(List<Device> devices) {
    try {
      Path folder = Files.createTempDirectory("mkailin-doctor");
      try {
        SyntheticModel.write(folder, decoder(), ElementType.F32);
        parity(ModelFolder.open(folder.toString()), devices);
      } finally {
        SyntheticModel.delete(folder);
      }
    } catch (IOException | RuntimeException e) {
      findings.problem("decoder", e.toString(), REPORT);
    }
  }

  private void parity(ModelFolder folder, List<Device> devices) throws IOException {
    DecoderProbe onCpu = null;
    for (Device device : devices) {
      DecoderProbe probe = DecoderProbe.of(folder, device, Precision.FLOAT32, OptionalInt.empty());
      onCpu = onCpu == null ? probe : onCpu;
      tell(device, probe, onCpu);
    }
  }

  private void tell(Device device, DecoderProbe probe, DecoderProbe onCpu) {
    String what = "decoder on " + device;
    double difference = probe.maxDifference(onCpu);
    boolean same = probe.tokens().equals(onCpu.tokens());
    String seen =
        String.format(
            Locale.ROOT,
            "%d tokens %s read all at once",
            probe.tokens().size(),
            probe.cacheHolds() ? "as" : "other than");
    if (device.isGpu()) {
      seen +=
          String.format(
              Locale.ROOT,
              ", %s on the CPU; logits differ by %.1e at most",
              same ? "as" : "other than",
              difference);
    }
    // Written so that NaN is no good.
    boolean near = difference <= (device.isGpu() ? TOLERANCE_GPU : TOLERANCE_CPU);
    if (probe.cacheHolds() && same && near) {
      findings.good(what, seen);
    } else {
      findings.problem(what, seen, REPORT);
    }
  }
}
