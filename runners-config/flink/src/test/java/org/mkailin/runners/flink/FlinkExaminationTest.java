package org.mkailin.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.plugin.Findings;

class FlinkExaminationTest {
  private static final String NATIVES =
      """
      "/opt/flink/lib/tensorflow-core-native-1.1.0-linux-x86_64.jar",
      "/opt/flink/lib/tensorflow-core-api-1.1.0.jar", "/opt/flink/lib/ndarray-1.0.0.jar",
      "/opt/flink/lib/javacpp-1.5.11.jar", "/opt/flink/lib/protobuf-java-3.25.5.jar",
      "/opt/flink/lib/onnxruntime-1.24.2.jar", "/opt/flink/lib/tokenizers-0.36.0.jar"
      """;

  @TempDir Path folder;

  private final Told told = new Told();
  private final FlinkPipelineOptions options =
      PipelineOptionsFactory.as(FlinkPipelineOptions.class);

  @BeforeEach
  void stageNothing() {
    options.setFilesToStage(List.of());
    options.setParallelism(2);
  }

  @Test
  void aFittingClusterHasNoProblem() throws IOException {
    try (FakeJobManager cluster = cluster("1.19.1", "17/17.0.15+6", NATIVES)) {
      examine(cluster);
      assertThat(told.problems).isEmpty();
      assertThat(told.good)
          .contains("task manager: tm-1: 2 slots, 4.0 GiB, of which 1.0 GiB for native libraries")
          .contains("native libraries: on the job manager's class path");
    }
  }

  @Test
  void anotherFlinkAnOldJavaTooFewSlotsAndMissingNativesAreToldWithTheNextStep()
      throws IOException {
    options.setParallelism(8);
    try (FakeJobManager cluster = cluster("1.20.0", "11/11.0.2", "\"/lib/flink-dist.jar\"")) {
      examine(cluster);
      assertThat(told.problems)
          .satisfiesExactly(
              flink -> assertThat(flink).contains("1.20.0", "use a cluster of Flink 1.19"),
              java -> assertThat(java).contains("11/11.0.2", "run Flink on Java 17"),
              slots -> assertThat(slots).contains("2, but parallelism is 8", "--parallelism=2"),
              natives ->
                  assertThat(natives)
                      .contains("lib/ has no tensorflow-core-native", "lib/natives"));
    }
  }

  /** 2 slots × 8 tasks × 512 buffers × 32 KiB = 256 MiB. */
  @Test
  void tooFewNetworkBuffersForFlinksOwnDefaultAreTold() throws IOException {
    try (FakeJobManager cluster = cluster("1.19.3", "17/17.0.15+6", NATIVES)) {
      cluster.says("/jobmanager/config", "[]");
      examine(cluster);
      assertThat(told.problems)
          .singleElement()
          .asString()
          .contains("tm-1 has 64 MiB for 2 slots, but 256 MiB may be needed", "min-buffers: 64");
    }
  }

  @Test
  void aClusterThatDoesNotAnswerIsOneProblem() throws IOException {
    try (FakeJobManager cluster = new FakeJobManager()) {
      examine(cluster);
      assertThat(told.problems).singleElement().asString().contains("status 404", "start it");
    }
  }

  @Test
  void aJobJarWithoutItsServicesIsNamed() throws IOException {
    Path jar = folder.resolve("mkailin-flink-1-job.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/services/org.mkailin.plugin.Plugin"));
    }
    options.setFilesToStage(List.of(jar.toString()));
    try (FakeJobManager cluster = cluster("1.19.3", "17/17.0.15+6", NATIVES)) {
      examine(cluster);
      assertThat(told.problems)
          .singleElement()
          .asString()
          .contains("has no org.apache.beam.sdk.io.FileSystemRegistrar", "META-INF/services");
    }
  }

  private void examine(FakeJobManager cluster) {
    FlinkMaster master = FlinkMaster.parse(cluster.address()).orElseThrow();
    new FlinkExamination(master, told).run(options);
  }

  private static FakeJobManager cluster(String flink, String java, String jars) throws IOException {
    return new FakeJobManager()
        .says(
            "/overview",
            String.format(Locale.ROOT, "{\"flink-version\":\"%s\",\"slots-total\":2}", flink))
        .says(
            "/taskmanagers",
            """
            {"taskmanagers":[{"id":"tm-1","slotsNumber":2,"memoryConfiguration":
            {"totalProcessMemory":4294967296,"taskOffHeap":1073741824,"networkMemory":67108864}}]}
            """)
        .says(
            "/jobmanager/config",
            """
            [{"key":"taskmanager.network.sort-shuffle.min-buffers","value":"64"}]
            """)
        .says(
            "/jobmanager/environment",
            String.format(
                Locale.ROOT,
                """
            {"jvm":{"version":"OpenJDK 64-Bit Server VM - Debian - %s"},"classpath":[%s]}
            """,
                java,
                jars));
  }

  private static final class Told implements Findings {
    final List<String> good = new ArrayList<>();
    final List<String> problems = new ArrayList<>();

    @Override
    public void good(String what, String seen) {
      good.add(what + ": " + seen);
    }

    @Override
    public void note(String what, String seen) {
      good.add(what + ": " + seen);
    }

    @Override
    public void problem(String what, String seen, String nextStep) {
      problems.add(String.format(Locale.ROOT, "%s: %s → %s", what, seen, nextStep));
    }
  }
}
