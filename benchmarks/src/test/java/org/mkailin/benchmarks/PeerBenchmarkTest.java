package org.mkailin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerBenchmarkTest {
  @TempDir Path temp;

  @Test
  void withoutPythonEveryLineHasOurRateAlone() throws IOException {
    Path output = temp.resolve("report.md");

    int exitCode =
        PeerBenchmark.run(
            "--size=tiny",
            "--models=" + temp,
            "--threads=1",
            "--precisions=float32",
            "--rounds=1",
            "--seconds=0",
            "--prompt=8",
            "--new-tokens=3",
            "--output=" + output);

    assertThat(exitCode).isZero();
    List<String> rows =
        Files.readAllLines(output).stream().filter(line -> line.startsWith("| ")).toList();
    // Title, rule and 6 encoder and 4 decoder lines; title, rule and 5 lines of memory.
    assertThat(rows).hasSize(2 + 10 + 2 + 5);
    assertThat(rows.subList(2, 12))
        .allMatch(row -> row.matches("\\| (en|de)coder.*\\| float32 .*\\| [0-9.]+ +\\| – .*"));
    assertThat(rows.subList(14, 19)).allMatch(row -> row.startsWith("| mkailin |"));
  }

  @Test
  void aSizeThatIsNotKnownIsToldWithThoseThatAre() {
    assertThat(PeerBenchmark.run("--size=7b")).isEqualTo(2);
  }
}
