package org.mkailin.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.CommandLineFixture;

/** The promise of runners: the same corpus and agents give the same bytes everywhere. */
class FlinkParityIT {
  @TempDir Path folder;

  private final Map<String, Duration> times = new LinkedHashMap<>();

  @Test
  void theSampleGivesTheSameBytesOnDirectOnEmbeddedFlinkAndOnTwoTaskManagers()
      throws IOException, InterruptedException {
    CommandLineFixture.unpackSample(folder.resolve("input"));
    Map<String, String> direct = distill("direct", "--runner=DirectRunner");
    assertThat(direct).containsKeys("manifest.json", "lineage/sft-00001-of-00002.jsonl");

    Map<String, String> embedded =
        distill("embedded", "--runner=FlinkRunner", "--flinkMaster=[local]");
    assertThat(embedded).isEqualTo(direct);

    try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("cluster"), 2, 1)) {
      Map<String, String> standalone =
          distill("standalone", "--runner=FlinkRunner", "--flinkMaster=" + cluster.master());
      assertThat(standalone).isEqualTo(direct);
    }
    times.forEach(
        (runner, time) -> System.out.printf(Locale.ROOT, "%-10s %5.1f s%n", runner, seconds(time)));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  private Map<String, String> distill(String out, String... runner)
      throws IOException, InterruptedException {
    List<String> arguments =
        List.of(
            "distill",
            "--citations",
            folder.resolve("input/sample26n*.xml").toString(),
            "--mesh",
            folder.resolve("input/sample-desc2022.xml").toString(),
            "--out",
            folder.resolve(out).toString(),
            "--files",
            "2");
    Launcher run =
        Launcher.start(folder.resolve(out + ".log"), List.of(), Launcher.with(arguments, runner));
    times.put(out, run.succeed());
    return CommandLineFixture.contents(folder.resolve(out));
  }
}
