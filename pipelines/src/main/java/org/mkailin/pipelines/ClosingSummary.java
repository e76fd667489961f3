package org.mkailin.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.beam.sdk.io.FileSystems;
import org.mkailin.transforms.dataset.WrittenFile;

/** What a person sees when a run has ended: the books, one row as an example, where to look. */
final class ClosingSummary {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ClosingSummary() {}

  static void print(Distillation.Result result, long nanos, PrintWriter out) throws IOException {
    out.printf(
        "Distilled %,d citation records in %s.%n%n", result.stages().get(0).in(), time(nanos));
    out.printf("  %-16s %9s %9s %9s  %s%n", "stage", "in", "out", "rejected", "reasons");
    for (StageCounts stage : result.stages()) {
      out.printf(
          "  %-16s %,9d %,9d %,9d  %s%n",
          stage.stage(), stage.in(), stage.out(), stage.rejectedInAll(), stage.remarks());
    }
    out.println();
    for (Dataset set : Dataset.values()) {
      out.printf(
          "  %-12s %,9d %s%n", set.folder() + "/", set.rowsIn(result.files()), set.purpose());
    }
    printExample(result, out);
    out.printf("%nResults   %s%n", result.out());
    out.printf("Start at  %s/README.md or %s/report.html%n", result.out(), result.out());
    out.printf("Set aside %s/rejections, each with its reason%n", result.out());
    out.flush();
  }

  /** Time as people say it: «3.2 s», «2 min 5 s», «1 h 2 min». */
  static String time(long nanos) {
    Duration time = Duration.ofNanos(nanos);
    if (time.toHours() > 0) {
      return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
        : "%.1f s".formatted(nanos / 1e9);
  }

  private static void printExample(Distillation.Result result, PrintWriter out) throws IOException {
    for (WrittenFile file : result.files()) {
      if (file.name().startsWith("lineage/preferences") && file.rows() > 0) {
        JsonNode row = JSON.readTree(firstLine(result.out() + "/" + file.name()));
        out.printf("%nFor example, PMID %s:%n", row.path("pmid").asText());
        printSide("chosen", row.path("chosen"), out);
        printSide("rejected", row.path("rejected"), out);
        return;
      }
    }
  }

  private static String firstLine(String file) throws IOException {
    var resource = FileSystems.matchNewResource(file, false);
    try (BufferedReader lines =
        new BufferedReader(
            Channels.newReader(FileSystems.open(resource), StandardCharsets.UTF_8))) {
      return lines.readLine();
    }
  }

  private static void printSide(String side, JsonNode question, PrintWriter out) {
    out.printf(
        "  %-8s %.3f  %s (%s)%n",
        side,
        question.path("score").asDouble(),
        question.path("question").asText(),
        question.path("agent").asText());
  }
}
