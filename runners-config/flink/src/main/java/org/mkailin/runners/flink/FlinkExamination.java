package org.mkailin.runners.flink;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.mkailin.plugin.Findings;

/** Whether a cluster could run a job: what it answers, beside what the job needs. */
final class FlinkExamination {
  /** What loads native libraries, by the start of its jar's name; see docs/flink.md. */
  private static final List<String> NATIVES =
      List.of(
          "tensorflow-core-native",
          "tensorflow-core-api",
          "ndarray",
          "javacpp",
          "protobuf-java",
          "onnxruntime",
          "tokenizers");

  /** What a worker finds by ServiceLoader. */
  private static final List<String> SERVICES =
      List.of(
          "org.mkailin.plugin.Plugin",
          "org.apache.beam.sdk.io.FileSystemRegistrar",
          "org.apache.beam.sdk.options.PipelineOptionsRegistrar",
          "org.apache.beam.sdk.runners.PipelineRunnerRegistrar",
          "org.apache.lucene.codecs.Codec");

  private static final int OLDEST_JAVA = 17;

  private static final String BUFFERS = "taskmanager.network.sort-shuffle.min-buffers";
  private static final String BUFFERS_BY_DEFAULT = "512";
  private static final long BUFFER_BYTES = 32 << 10;

  /** Tasks of one slot that write at the same time, as it was seen. */
  private static final int WRITERS_IN_A_SLOT = 8;

  private final FlinkMaster master;
  private final FlinkRest rest;
  private final Findings findings;

  FlinkExamination(FlinkMaster master, Findings findings) {
    this.master = master;
    this.rest = new FlinkRest(master);
    this.findings = findings;
  }

  void run(FlinkPipelineOptions options) {
    examineServices(options);
    try {
      examineVersion();
      examineJava();
      examineTaskManagers(options);
      examineNatives();
    } catch (IOException e) {
      findings.problem(
          "cluster",
          String.format(Locale.ROOT, "%s does not answer: %s", master.url(), e),
          "start it, or correct --flinkMaster");
    }
  }

  private void examineVersion() throws IOException {
    String ours = EnvironmentInformation.getVersion();
    String theirs = rest.flinkVersion();
    if (series(theirs).equals(series(ours))) {
      findings.good("Flink", String.format(Locale.ROOT, "%s at %s", theirs, master.url()));
    } else {
      findings.problem(
          "Flink",
          String.format(
              Locale.ROOT,
              "%s at %s, but this mkailin is for %s",
              theirs,
              master.url(),
              series(ours)),
          "use a cluster of Flink " + series(ours));
    }
  }

  /** 1.19 of 1.19.3: within it, clients and clusters understand each other. */
  private static String series(String version) {
    return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
  }

  private void examineJava() throws IOException {
    String version = rest.javaVersion();
    // «OpenJDK 64-Bit Server VM - Debian - 17/17.0.15+6»
    String number = version.replaceFirst(".* - (\\d+)/.*", "$1");
    if (number.matches("\\d+") && Integer.parseInt(number) < OLDEST_JAVA) {
      findings.problem(
          "Java of the cluster",
          version,
          String.format(Locale.ROOT, "run Flink on Java %d or later", OLDEST_JAVA));
    } else {
      findings.good("Java of the cluster", version);
    }
  }

  private void examineTaskManagers(FlinkPipelineOptions options) throws IOException {
    List<FlinkRest.TaskManager> managers = rest.taskManagers();
    int slots = managers.stream().mapToInt(FlinkRest.TaskManager::slots).sum();
    if (managers.isEmpty()) {
      findings.problem("task managers", "none", "start some");
    }
    for (FlinkRest.TaskManager manager : managers) {
      findings.good(
          "task manager",
          String.format(
              Locale.ROOT,
              "%s: %d slots, %.1f GiB, of which %.1f GiB for native libraries",
              manager.id(),
              manager.slots(),
              gib(manager.memory()),
              gib(manager.offHeap())));
    }
    examineBuffers(managers);
    if (options.getParallelism() > slots && !managers.isEmpty()) {
      findings.problem(
          "slots",
          String.format(Locale.ROOT, "%d, but parallelism is %d", slots, options.getParallelism()),
          "start more task managers, or give --parallelism=" + slots);
    }
  }

  /** Between two stages of a batch, each task that writes takes a number of buffers, or fails. */
  private void examineBuffers(List<FlinkRest.TaskManager> managers) throws IOException {
    String buffers = rest.setting(BUFFERS).orElse(BUFFERS_BY_DEFAULT);
    long needed = WRITERS_IN_A_SLOT * Long.parseLong(buffers) * BUFFER_BYTES;
    for (FlinkRest.TaskManager manager : managers) {
      if (manager.network() < needed * manager.slots()) {
        findings.problem(
            "network buffers",
            String.format(
                Locale.ROOT,
                "%s has %d MiB for %d slots, but %d MiB may be needed",
                manager.id(),
                manager.network() >> 20,
                manager.slots(),
                (needed * manager.slots()) >> 20),
            String.format(
                Locale.ROOT, "set %s: 64, or raise taskmanager.memory.network.max", BUFFERS));
      }
    }
  }

  private static double gib(long bytes) {
    return bytes / (double) (1 << 30);
  }

  private void examineNatives() throws IOException {
    List<String> jars =
        rest.classPath().stream().map(jar -> jar.substring(jar.lastIndexOf('/') + 1)).toList();
    List<String> missing = new ArrayList<>(NATIVES);
    missing.removeIf(name -> jars.stream().anyMatch(jar -> jar.startsWith(name + "-")));
    if (missing.isEmpty()) {
      findings.good("native libraries", "on the job manager's class path");
    } else {
      findings.problem(
          "native libraries",
          missing.stream().collect(Collectors.joining(", ", "lib/ has no ", "")),
          "copy runners-config/flink/target/lib/natives/*.jar to lib/ of every Flink, and start it again");
    }
  }

  private void examineServices(FlinkPipelineOptions options) {
    for (String file : options.getFilesToStage()) {
      if (Path.of(file).getFileName().toString().matches("mkailin-flink-.*-job\\.jar")) {
        examineServices(Path.of(file));
      }
    }
  }

  private void examineServices(Path jobJar) {
    try (JarFile jar = new JarFile(jobJar.toFile())) {
      List<String> missing = new ArrayList<>(SERVICES);
      missing.removeIf(service -> jar.getEntry("META-INF/services/" + service) != null);
      if (missing.isEmpty()) {
        findings.good("job jar", jobJar.toString());
      } else {
        findings.problem(
            "job jar",
            String.format(
                Locale.ROOT,
                "%s has no %s in META-INF/services",
                jobJar,
                String.join(", ", missing)),
            "build it anew, with the services of all jars merged");
      }
    } catch (IOException e) {
      findings.problem("job jar", String.format(Locale.ROOT, "%s: %s", jobJar, e), "build it anew");
    }
  }
}
