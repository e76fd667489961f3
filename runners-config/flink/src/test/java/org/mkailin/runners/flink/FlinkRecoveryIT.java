package org.mkailin.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.CommandLineFixture;

/** Processes of a cluster killed in the middle of a job. */
class FlinkRecoveryIT {
  /** In the middle of the sample, in whatever order it is worked on. */
  private static final String PMID = "99000090";

  private static final Duration UNTIL_IT_STOPS = Duration.ofMinutes(3);

  @TempDir static Path folder;

  private static List<Path> plugin;
  private static StandaloneCluster cluster;
  private static Map<String, String> undisturbed;

  @BeforeAll
  static void runUndisturbed() throws IOException, InterruptedException {
    CommandLineFixture.unpackSample(folder.resolve("input"));
    plugin = List.of(HaltingJar.writeTo(folder.resolve("halting.jar")));
    cluster = StandaloneCluster.start(folder.resolve("cluster"), 2, 1);
    Path place = Files.createDirectory(folder.resolve("undisturbed"));
    Files.createFile(place.resolve("out.marker"));
    distill(place, place.resolve("out").toString(), "general").succeed();
    undisturbed = results(place.resolve("out"));
    assertThat(undisturbed.get("sft/sft-00000-of-00002.jsonl")).isNotEmpty();
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aTaskManagerKilledInGenerationChangesNoRow() throws IOException, InterruptedException {
    Path place = Files.createDirectory(folder.resolve("generation"));
    killTaskManagerOf(place, distill(place, place.resolve("out").toString(), "general"));
  }

  @Test
  void aTaskManagerKilledInRetrievalChangesNoRow() throws IOException, InterruptedException {
    Path place = Files.createDirectory(folder.resolve("retrieval"));
    killTaskManagerOf(place, distill(place, place.resolve("out").toString(), "retriever"));
  }

  @Test
  void aTaskManagerKilledInWritingLeavesNoHalfFile() throws IOException, InterruptedException {
    Path place = Files.createDirectory(folder.resolve("writing"));
    killTaskManagerOf(place, distill(place, "halting:" + place.resolve("out"), "nobody"));
  }

  private static void killTaskManagerOf(Path place, Launcher run)
      throws IOException, InterruptedException {
    kill(whoStopped(place, run));
    cluster.startTaskManager();
    run.succeed();
    assertThat(results(place.resolve("out"))).isEqualTo(undisturbed);
  }

  /** All files, but of the manifest not the agents' settings, which tell where to stop. */
  private static Map<String, String> results(Path out) throws IOException {
    Map<String, String> results = CommandLineFixture.contents(out);
    ObjectNode manifest = (ObjectNode) new ObjectMapper().readTree(results.get("manifest.json"));
    manifest.remove("agents");
    results.put("manifest.json", manifest.toPrettyString());
    return results;
  }

  @Test
  void aJobManagerKilledPublishesNothingAndTheCommandCanBeGivenAgain()
      throws IOException, InterruptedException {
    Path place = Files.createDirectory(folder.resolve("job-manager"));
    String out = place.resolve("out").toString();
    Launcher run = distill(place, out, "general");
    whoStopped(place, run);
    kill(cluster.jobManager());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .contains("lost touch with the job distill", "Connection refused")
        .contains("`mkailin publish --out " + out + " --runner=FlinkRunner`");
    if (Files.exists(place.resolve("out"))) {
      assertThat(CommandLineFixture.contents(place.resolve("out")).keySet())
          .allSatisfy(file -> assertThat(file).startsWith(".mkailin-"));
    }

    cluster.stop();
    cluster.startAll(2, 1);
    distill(place, out, "general").succeed();
    Map<String, String> published = results(place.resolve("out"));
    published.keySet().removeIf(file -> file.startsWith(".mkailin-"));
    assertThat(published).isEqualTo(undisturbed);
  }

  @Test
  void aFailedJobSaysWhyInTheWordsOfWhoFailed() throws IOException, InterruptedException {
    Path place = Files.createDirectory(folder.resolve("failure"));
    Path damaged = place.resolve("damaged.xml");
    String xml = Files.readString(folder.resolve("input/sample26n0001.xml"));
    Files.writeString(damaged, xml.substring(0, xml.length() / 2));
    for (String master : List.of(cluster.master(), FlinkMaster.LOCAL)) {
      Launcher run =
          Launcher.start(
              place.resolve("log"),
              plugin,
              List.of(
                  "distill",
                  "--citations",
                  damaged.toString(),
                  "--config",
                  folder.resolve("undisturbed/agents.yaml").toString(),
                  "--out",
                  place.resolve("out").toString(),
                  "--runner=FlinkRunner",
                  "--flinkMaster=" + master,
                  "--numberOfExecutionRetries=0"));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.output())
          .containsPattern("mkailin: .*damaged.xml.*")
          .contains("--bad-files=reject");
      assertThat(place.resolve("out")).doesNotExist();
    }
  }

  private static void kill(ProcessHandle process) {
    // SIGKILL: nothing is closed, nothing is cleaned.
    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().join();
  }

  /** Waits until somebody has stopped for good. */
  private static ProcessHandle whoStopped(Path place, Launcher run)
      throws IOException, InterruptedException {
    Path marker = place.resolve("out.marker");
    long deadline = System.nanoTime() + UNTIL_IT_STOPS.toNanos();
    try (WatchService watch = place.getFileSystem().newWatchService()) {
      place.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      CompletableFuture<?> unused =
          run.process().onExit().thenRun(() -> create(place.resolve("ended")));
      while (!Files.exists(marker)) {
        WatchKey key = watch.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        assertThat(key).as("nobody stopped, but mkailin said:%n%s", run.output()).isNotNull();
        assertThat(place.resolve("ended")).as("mkailin said:%n%s", run.output()).doesNotExist();
        key.reset();
      }
    }
    return ProcessHandle.of(Long.parseLong(Files.readString(marker))).orElseThrow();
  }

  private static void create(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a run in which one agent stops for good at a certain citation, unless it did before. */
  private static Launcher distill(Path place, String out, String whoStops) throws IOException {
    List<String> agents = new ArrayList<>(List.of("agents:"));
    for (String agent : List.of("general", "domain", "retriever", "evaluator", "answerer")) {
      String stop =
          String.format(
              Locale.ROOT, ", pmid: \"%s\", marker: %s", PMID, place.resolve("out.marker"));
      agents.add(
          String.format(
              Locale.ROOT,
              "  %s: { plugins: [halting], halting: { words: Why %s%s } }",
              agent,
              agent,
              agent.equals(whoStops) ? stop : ""));
    }
    Path config = Files.write(place.resolve("agents.yaml"), agents);
    return Launcher.start(
        place.resolve("log"),
        plugin,
        List.of(
            "distill",
            "--citations",
            folder.resolve("input/sample26n*.xml").toString(),
            "--config",
            config.toString(),
            "--out",
            out,
            "--files",
            "2",
            "--runner=FlinkRunner",
            "--flinkMaster=" + cluster.master()));
  }
}
