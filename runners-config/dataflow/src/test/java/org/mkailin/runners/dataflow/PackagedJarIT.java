package org.mkailin.runners.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.CommandLineFixture;
import org.mkailin.pipelines.command.Sample;
import org.mkailin.runners.dataflow.standin.GoogleStandIn;

/** The packaged jar as users start it, in a JVM of its own: what it stages for the workers. */
class PackagedJarIT {
  private static final Path TARGET = Path.of(System.getProperty("mkailin.dataflow.target"));
  private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(\\S+) \\S+$");

  @TempDir Path folder;

  @Test
  void beamsImageGetsTheJobsJarAndTheNativeLibrary() throws Exception {
    Map<String, Long> staged = stagedBy();
    assertThat(staged).hasSize(2);
    assertThat(sizeOf(staged, "mkailin-dataflow-.*-all-.*\\.jar")).isEqualTo(Files.size(jar()));
    assertThat(sizeOf(staged, "tensorflow-core-native-.*\\.jar"))
        .isEqualTo(Files.size(onlyFileOf(TARGET.resolve("lib/natives"))));
  }

  @Test
  void anImageOfOurOwnGetsTheJobsJarAlone() throws Exception {
    Map<String, Long> staged = stagedBy("--sdkContainerImage=europe-docker.pkg.dev/p/r/mkailin:1");
    assertThat(staged.keySet())
        .singleElement()
        .asString()
        .matches("mkailin-dataflow-.*-all-.*\\.jar");
  }

  @Test
  void whatTheImagesCopyIsThere() throws IOException {
    for (String dockerfile : List.of("worker.Dockerfile", "launcher.Dockerfile")) {
      List<String> sources =
          COPY.matcher(Files.readString(TARGET.resolve("docker").resolve(dockerfile)))
              .results()
              .map(copy -> copy.group(1))
              .toList();
      assertThat(sources).isNotEmpty();
      assertThat(sources).allSatisfy(source -> assertThat(TARGET.resolve(source)).exists());
    }
  }

  /** Submits a job that the service fails; names and sizes of what was staged for it. */
  private Map<String, Long> stagedBy(String... options) throws Exception {
    Path sample = folder.resolve("sample");
    CommandLineFixture.unpackSample(sample);
    try (GoogleStandIn google = new GoogleStandIn(Files.createDirectory(folder.resolve("gs")))) {
      for (String file : Sample.FILES) {
        google.buckets().upload(sample.resolve(file), GoogleStandIn.BUCKET, "in/" + file);
      }
      google.failJobs("not run here");
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx1g",
                  "-cp",
                  jar().toString(),
                  "org.mkailin.pipelines.Mkailin",
                  "distill",
                  "--citations=gs://lab/in/sample26n*.xml",
                  "--mesh=gs://lab/in/sample-desc2022.xml",
                  "--index=gs://lab/index",
                  "--out=gs://lab/out"));
      command.addAll(google.options());
      command.addAll(Arrays.asList(options));
      Path log = folder.resolve("log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(Files.readString(log)).contains("not run here");

      Map<String, Long> staged = new TreeMap<>();
      JsonNode packages = google.jobs().get(0).at("/environment/workerPools/0/packages");
      Streams.stream(packages)
          .forEach(
              file -> {
                String object = file.path("location").asText().replaceFirst(".*?/lab/", "");
                staged.put(
                    file.path("name").asText(),
                    google.buckets().size(GoogleStandIn.BUCKET, object));
              });
      return staged;
    }
  }

  private static long sizeOf(Map<String, Long> staged, String name) {
    return staged.entrySet().stream()
        .filter(file -> file.getKey().matches(name))
        .mapToLong(Map.Entry::getValue)
        .findFirst()
        .orElse(-1);
  }

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(TARGET)) {
      return files.filter(file -> file.toString().endsWith("-all.jar")).findFirst().orElseThrow();
    }
  }

  private static Path onlyFileOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .reduce(
              (one, other) -> {
                throw new IllegalStateException(
                    String.format(Locale.ROOT, "%s and %s", one, other));
              })
          .orElseThrow();
    }
  }
}
