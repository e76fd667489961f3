package org.mkailin.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.mkailin.plugins.tensorflow.runtime.CudaLibraries;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Gpu;
import org.mkailin.plugins.tensorflow.runtime.NativeBuild;
import org.mkailin.plugins.tensorflow.runtime.Precision;
import org.mkailin.plugins.tensorflow.runtime.TensorFlowRuntime;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether a GPU computes what the CPU computes, and how fast. */
@Command(
    name = "GpuCheck",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks on a machine with an NVIDIA GPU that models compute there what they compute on the"
          + " CPU, and measures how fast.",
      "",
      "Needs nothing but mkailin's GPU build and NVIDIA's libraries («mkailin doctor» says which"
          + " are missing): models are of random weights. Exit code 0 means that all is right, 1"
          + " that there is no GPU, or that it computes something else than the CPU.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  MVN_OPTIONS=-Pgpu benchmarks/run GpuCheck",
      "  MVN_OPTIONS=-Pgpu benchmarks/run GpuCheck --device gpu:1 --size 8b",
      "  benchmarks/run GpuCheck --device cpu --size tiny",
    })
public final class GpuCheck implements Callable<Integer> {
  // MIXED is for CPUs alone.
  private static final List<Precision> PRECISIONS = List.of(Precision.FLOAT32, Precision.BFLOAT16);
  private static final String TF32 = "NVIDIA_TF32_OVERRIDE";

  @Spec private CommandSpec spec;

  @Option(
      names = "--device",
      description = "auto (the first GPU), gpu:N, or cpu to try the program (default: auto).")
  private String device = "auto";

  @Option(
      names = "--size",
      description = "Of the decoder: tiny, 125m, 1b, 8b, or auto for what fits (default: auto).")
  private String size = "auto";

  @Option(
      names = "--models",
      paramLabel = "FOLDER",
      description = "Where the random models are kept (8b: 16 GB; default: ${DEFAULT-VALUE}).")
  private Path models = Path.of(System.getProperty("java.io.tmpdir"), "mkailin-benchmark-models");

  @Option(
      names = "--batches",
      split = ",",
      description = "Inputs at once (default: ${DEFAULT-VALUE}).")
  private List<Integer> batches = List.of(1, 8, 32);

  @Option(names = "--seconds", description = "Each is measured for so long (default: 3).")
  private double seconds = 3;

  @Option(names = "--parity-only", hidden = true)
  private boolean parityOnly;

  private GpuCheck() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(run(new PrintWriter(System.out, true, StandardCharsets.UTF_8), arguments));
  }

  static int run(PrintWriter out, String... arguments) {
    return new CommandLine(new GpuCheck()).setOut(out).setErr(out).execute(arguments);
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    NativeBuild build = NativeBuild.loaded();
    Optional<Device> found = device(build);
    if (found.isEmpty()) {
      return 1;
    }
    Optional<Gpu> gpu =
        TensorFlowRuntime.gpus().stream()
            .filter(g -> found.get().equals(Device.gpu(g.number())))
            .findFirst();
    Models.Size chosen = size.equals("auto") ? ModelFit.largest(gpu, models) : sizeAsked();
    Models.Size compared = chosen.isSmall() ? chosen : Models.Size.M125;
    Parity parity = new Parity(compared.encoderIn(models), compared.decoderIn(models), found.get());
    if (parityOnly) {
      parity.addFloat32(String.format(Locale.ROOT, "with %s=%s", TF32, System.getenv(TF32)));
      out.println(parity.table());
      return parity.holds() ? 0 : 1;
    }
    describe(out, build, found.get(), gpu);
    parity.addFloat32(gpu.isPresent() ? "TF32 where the GPU has it" : "");
    parity.addBfloat16();
    out.printf(
        Locale.ROOT,
        "%nAgainst float32 on the CPU, models of %s:%n%n%s%n",
        compared.name(),
        parity.table());
    boolean exact = gpu.isEmpty() || withoutTf32(out, compared);
    out.printf(Locale.ROOT, "%nSpeed, decoder of %s:%n%n", chosen.name());
    out.flush();
    out.println(speed(found.get(), gpu, chosen));
    out.println();
    out.println(parity.holds() && exact ? "All is right." : "Something is wrong: see above.");
    out.flush();
    return parity.holds() && exact ? 0 : 1;
  }

  private Optional<Device> device(NativeBuild build) {
    Device.check(device);
    if (device.equals("cpu")) {
      return Optional.of(Device.CPU);
    }
    if (TensorFlowRuntime.gpus().isEmpty()) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          build.forGpus()
              ? "TensorFlow found no GPU. «mkailin doctor» says what is missing: "
                  + CudaLibraries.NEXT_STEP
              : "This build of mkailin computes on the CPU. Build one for GPUs: MVN_OPTIONS=-Pgpu benchmarks/run GpuCheck");
      out.println("To try this program without a GPU: --device cpu --size tiny");
      out.flush();
      return Optional.empty();
    }
    return Optional.of(Device.find(device, OptionalInt.empty()));
  }

  private static void describe(
      PrintWriter out, NativeBuild build, Device device, Optional<Gpu> gpu) {
    out.printf(
        Locale.ROOT,
        "TensorFlow %s, the %s build%n",
        build.version(),
        build.forGpus() ? "GPU" : "CPU");
    CudaLibraries.driverVersion().ifPresent(driver -> out.println("driver " + driver));
    out.println(
        device
            + gpu.map(g -> " " + g.name() + ", " + ModelFit.gibibytes(g.memoryBytes())).orElse(""));
    out.flush();
  }

  /** Runs this program once more where float32 is float32: the driver reads that at start alone. */
  private boolean withoutTf32(PrintWriter out, Models.Size compared) throws IOException {
    List<String> command = new ArrayList<>(Peer.java(GpuCheck.class));
    command.addAll(List.of("--device", device, "--models", models.toString(), "--parity-only"));
    command.addAll(List.of("--size", compared.name()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put(TF32, "0");
    Process process = builder.start();
    String table = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    out.printf(Locale.ROOT, "%n%s", table);
    out.flush();
    try {
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private MarkdownTable speed(Device on, Optional<Gpu> gpu, Models.Size chosen) throws IOException {
    DeviceSpeed speed = new DeviceSpeed(on, batches, seconds);
    for (Precision precision : PRECISIONS) {
      speed.addEncoder(chosen.encoderIn(models), precision);
    }
    for (Precision precision : PRECISIONS) {
      if (ModelFit.fits(chosen, precision, gpu)) {
        speed.addDecoder(chosen.decoderIn(models), precision);
      }
    }
    return speed.table();
  }

  private Models.Size sizeAsked() {
    try {
      return Models.Size.of(size);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
