package org.mkailin.transforms.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteRowsTest {
  private static List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          new Row(
              String.format(Locale.ROOT, "r-%05d", i), "{\"é\":" + i + "}", "{\"id\":" + i + "}"));
    }
    return rows;
  }

  /** Writes the rows and gives every file's content by its final name. */
  private static Map<String, String> written(Path folder, List<Row> rows, int files)
      throws Exception {
    Pipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    var written =
        pipeline
            .apply(Create.of(rows).withType(TypeDescriptor.of(Row.class)))
            .apply(WriteRows.to(folder.toString(), "sft", files).withLineage());
    PAssert.that(written)
        .satisfies(
            all -> {
              all.forEach(WriteRowsTest::checkSumAndSize);
              return null;
            });
    pipeline.run().waitUntilFinish();
    Map<String, String> contents = new TreeMap<>();
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        // The name before the attempt's own ending.
        String name = folder.relativize(path).toString().replaceAll("\\.[0-9a-f-]{36}$", "");
        contents.put(name, Files.readString(path));
      }
    }
    return contents;
  }

  private static void checkSumAndSize(WrittenFile file) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of(file.writtenAs()));
      assertThat(file.bytes()).isEqualTo(bytes.length);
      assertThat(file.rows()).isEqualTo(Files.readAllLines(Path.of(file.writtenAs())).size());
      assertThat(file.sha256())
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void rowsAreSortedAndEachLineStandsBesideItsLineage(@TempDir Path folder) throws Exception {
    List<Row> shuffled = rows(3);
    Collections.reverse(shuffled);
    assertThat(written(folder, shuffled, 1))
        .containsOnly(
            Map.entry("sft/sft-00000-of-00001.jsonl", "{\"é\":0}\n{\"é\":1}\n{\"é\":2}\n"),
            Map.entry("lineage/sft-00000-of-00001.jsonl", "{\"id\":0}\n{\"id\":1}\n{\"id\":2}\n"));
  }

  @Test
  void theSameRowsGiveTheSameFilesInWhateverOrderTheyCome(@TempDir Path one, @TempDir Path other)
      throws Exception {
    List<Row> shuffled = rows(200);
    Collections.shuffle(shuffled, new Random(7));
    Map<String, String> straight = written(one, rows(200), 3);
    assertThat(written(other, shuffled, 3)).isEqualTo(straight);
    assertThat(straight).hasSize(6);
    String all = String.join("", straight.values());
    assertThat(all.getBytes(StandardCharsets.UTF_8).length)
        .isEqualTo(
            rows(200).stream()
                .mapToInt(
                    r -> (r.line() + r.lineage() + "\n\n").getBytes(StandardCharsets.UTF_8).length)
                .sum());
  }

  @Test
  void fileNamesHaveTheSameDigitsUnderAnyLocale(@TempDir Path folder) throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat("%d".formatted(1)).as("digits of this locale").isEqualTo("\u0661");
      assertThat(written(folder, rows(1), 1))
          .containsOnlyKeys("sft/sft-00000-of-00001.jsonl", "lineage/sft-00000-of-00001.jsonl");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aSetWithoutRowsHasAllItsFilesAndNothingInThem(@TempDir Path folder) throws Exception {
    assertThat(written(folder, List.of(), 2))
        .containsOnly(
            Map.entry("sft/sft-00000-of-00002.jsonl", ""),
            Map.entry("sft/sft-00001-of-00002.jsonl", ""),
            Map.entry("lineage/sft-00000-of-00002.jsonl", ""),
            Map.entry("lineage/sft-00001-of-00002.jsonl", ""));
  }
}
