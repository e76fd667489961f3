package org.mkailin.pipelines.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.transforms.dataset.WriteRows;
import org.mkailin.transforms.dataset.WrittenFile;

/** Runs of a program that no one has: it reads, and sorts what it reads into even and odd. */
final class Runs {
  static final String PROGRAM = "sort";

  static final Plan PLAN =
      new Plan(
          PROGRAM,
          new Plan.Card("Sorted numbers", ", by looking at each.", "The oddest", "Odd is odd."),
          List.of(
              new Stage("count", "first", "What `count` rejected is no number."),
              Stage.of("read", PROGRAM),
              Stage.of("sort", PROGRAM)),
          List.of(
              new DataSet("even", "even numbers", "number", "read"),
              new DataSet("odd", "odd numbers & \"others\"", "number", "sort")),
          List.of(new Placement("statistics", "/nowhere")));

  private Runs() {}

  /** The plan with its file of statistics put there. */
  static Plan placing(Path statistics) {
    return new Plan(
        PROGRAM,
        PLAN.card(),
        PLAN.stages(),
        PLAN.sets(),
        List.of(new Placement("statistics", statistics.toString())));
  }

  static StageCounts books(String stage, long in, long out, Map<String, Long> rejected) {
    return new StageCounts(stage, in, out, rejected, Map.of());
  }

  /** Writes a file as a job would, under a name of its own. */
  static WrittenFile write(Path staging, String name, List<String> lines) throws IOException {
    Path attempt = staging.resolve(name + ".attempt");
    Files.createDirectories(attempt.getParent());
    StringBuilder content = new StringBuilder();
    lines.forEach(line -> content.append(line).append('\n'));
    Files.writeString(attempt, content);
    return new WrittenFile(
        attempt.toString(), name, lines.size(), Files.size(attempt), checksum(content.toString()));
  }

  private static String checksum(String content) {
    // Nothing looks at it but people.
    return HexFormat.of().toHexDigits(content.hashCode()).repeat(8);
  }

  /**
   * Writes a set with its lineage, each row into the file of its id.
   *
   * @param rows a row by its id
   */
  static List<WrittenFile> writeSet(Path staging, String set, int files, Map<String, String> rows)
      throws IOException {
    List<WrittenFile> written = new ArrayList<>();
    for (int file = 0; file < files; file++) {
      List<String> lines = new ArrayList<>();
      List<String> lineage = new ArrayList<>();
      for (Map.Entry<String, String> row : new TreeMap<>(rows).entrySet()) {
        if (WriteRows.fileOf(row.getKey(), files) == file) {
          lines.add(row.getValue());
          lineage.add(String.format(Locale.ROOT, "{\"id\":\"%s\"}", row.getKey()));
        }
      }
      String name = String.format(Locale.ROOT, "%s-%05d-of-%05d.jsonl", set, file, files);
      written.add(write(staging, set + "/" + name, lines));
      written.add(write(staging, "lineage/" + name, lineage));
    }
    return written;
  }

  /** Writes the summary of a pass, as its pipeline would at its end. */
  static void summarise(Path staging, String pass, List<StageCounts> books, List<WrittenFile> files)
      throws IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (StageCounts stage : books) {
      counts.put(stage.stage() + "\\tin", stage.in());
      counts.put(stage.stage() + "\\tout", stage.out());
      stage.rejected().forEach((why, n) -> counts.put(stage.stage() + "\\trejected\\t" + why, n));
    }
    StringBuilder lines = new StringBuilder();
    counts.forEach(
        (key, n) ->
            lines.append(String.format(Locale.ROOT, "{\"count\":\"%s\",\"value\":%d}\n", key, n)));
    for (WrittenFile file : files) {
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"writtenAs\":\"%s\",\"name\":\"%s\",\"rows\":%d,\"bytes\":%d,\"sha256\":\"%s\"}\n",
              file.writtenAs(),
              file.name(),
              file.rows(),
              file.bytes(),
              file.sha256()));
    }
    Files.writeString(staging.resolve(pass + ".jsonl"), lines + "end\n", StandardCharsets.UTF_8);
  }
}
