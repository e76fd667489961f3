package org.mkailin.transforms.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mkailin.transforms.SpreadOptions;

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
    return written(folder, rows, files, 1);
  }

  private static Map<String, String> written(Path folder, List<Row> rows, int files, int slices)
      throws Exception {
    Pipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    var written =
        pipeline
            .apply(Create.of(rows).withType(TypeDescriptor.of(Row.class)))
            .apply(WriteRows.to(folder.toString(), "sft", files).withLineage().inSlices(slices));
    PAssert.that(written)
        .satisfies(
            all -> {
              all.forEach(WriteRowsTest::checkSumAndSize);
              return null;
            });
    pipeline.run().waitUntilFinish();
    Map<String, String> contents = new TreeMap<>();
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.filter(WriteRowsTest::isResult).toList()) {
        // The name before the attempt's own ending.
        String name = folder.relativize(path).toString().replaceAll("\\.[0-9a-f-]{36}$", "");
        contents.put(name, Files.readString(path));
      }
    }
    return contents;
  }

  private static boolean isResult(Path path) {
    return Files.isRegularFile(path) && !path.toString().contains("/runs/");
  }

  private static long runsIn(Path folder) throws IOException {
    try (var runs = Files.list(folder.resolve("runs/sft"))) {
      return runs.count();
    }
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
      assertThat(String.format(Locale.getDefault(), "%d", 1))
          .as("digits of this locale")
          .isEqualTo("\u0661");
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

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 64})
  void anyNumberOfSlicesGivesTheBytesOfOne(int slices, @TempDir Path whole, @TempDir Path sliced)
      throws Exception {
    List<Row> shuffled = rows(500);
    // An id that stands twice, and a row that does.
    shuffled.add(new Row("r-00007", "{\"a\"}", "{\"first\"}"));
    shuffled.add(new Row("r-00009", "{\"é\":9}", "{\"id\":9}"));
    Collections.shuffle(shuffled, new Random(slices));
    Map<String, String> expected = written(whole, shuffled, 1);
    assertThat(whole.resolve("runs")).doesNotExist();
    assertThat(written(sliced, shuffled, 1, slices)).isEqualTo(expected);
    assertThat(runsIn(sliced)).isEqualTo(slices);
    assertThat(expected.get("sft/sft-00000-of-00001.jsonl"))
        .contains("{\"é\":6}\n{\"a\"}\n{\"é\":7}\n{\"é\":8}\n{\"é\":9}\n{\"é\":9}\n{\"é\":10}\n");
    assertThat(expected.get("lineage/sft-00000-of-00001.jsonl"))
        .contains("{\"id\":6}\n{\"first\"}\n{\"id\":7}\n");
  }

  @Test
  void slicesOfTheSetAreSharedOutAmongItsFiles(@TempDir Path whole, @TempDir Path sliced)
      throws Exception {
    Map<String, String> expected = written(whole, rows(500), 3);
    assertThat(written(sliced, rows(500), 3, 64)).isEqualTo(expected);
    // ⌈64 / 3⌉ slices for each of 3 files.
    assertThat(runsIn(sliced)).isEqualTo(66);
  }

  @Test
  void moreRunsThanAreReadAtOnceAreMergedInSteps(@TempDir Path whole, @TempDir Path sliced)
      throws Exception {
    Map<String, String> expected = written(whole, rows(2_000), 1);
    assertThat(written(sliced, rows(2_000), 1, 200)).isEqualTo(expected);
    // 200 runs; 64 of them become one, three times: 200 − 3 · 63 = 11 are left to merge.
    assertThat(runsIn(sliced)).isEqualTo(203);
  }

  @Test
  void whatAFailedAttemptLeftIsNotRead(@TempDir Path whole, @TempDir Path sliced) throws Exception {
    SortedRun.write(
        Files.createDirectories(sliced.resolve("runs/sft")).resolve("left-behind").toString(),
        MergedRows.of(List.of()));
    Files.writeString(sliced.resolve("runs/sft/cut-short"), "half a r");
    assertThat(written(sliced, rows(50), 1, 3)).isEqualTo(written(whole, rows(50), 1));
  }

  @Test
  void aSlicedSetWithoutRowsHasAllItsFilesAndNothingInThem(@TempDir Path folder) throws Exception {
    assertThat(written(folder, List.of(), 2, 6))
        .containsOnly(
            Map.entry("sft/sft-00000-of-00002.jsonl", ""),
            Map.entry("sft/sft-00001-of-00002.jsonl", ""),
            Map.entry("lineage/sft-00000-of-00002.jsonl", ""),
            Map.entry("lineage/sft-00001-of-00002.jsonl", ""));
  }

  @Test
  void slicesFollowTheInputsSizeUnlessSaid(@TempDir Path sliced) throws Exception {
    assertThat(SpreadOptions.slicesForInputOf(0)).isEqualTo(1);
    assertThat(SpreadOptions.slicesForInputOf(1 << 20)).isEqualTo(4);
    assertThat(SpreadOptions.slicesForInputOf(8 << 20)).isEqualTo(16);
    // 23 GiB: one for each 2 MiB.
    assertThat(SpreadOptions.slicesForInputOf(23L << 30)).isEqualTo(11_776);
    assertThat(SpreadOptions.slicesForInputOf(Long.MAX_VALUE)).isEqualTo(65_536);
    Pipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline.getOptions().as(SpreadOptions.class).setSlices(5);
    pipeline
        .apply(Create.of(rows(100)).withType(TypeDescriptor.of(Row.class)))
        .apply(WriteRows.to(sliced.toString(), "sft", 1));
    pipeline.run().waitUntilFinish();
    assertThat(runsIn(sliced)).isEqualTo(5);
  }

  @Test
  void slicesOfAFileAreAlikeInSize() {
    // Ids as they are in a file: those of one remainder of the hash.
    int[] sizes = new int[16];
    int inFile = 0;
    for (int pmid = 30_000_000; pmid < 32_000_000; pmid++) {
      String id = "sft-" + pmid;
      if (Math.floorMod(id.hashCode(), 64) == 5) {
        sizes[WriteRows.sliceOf(new Row(id, "{" + pmid + "}", ""), 16)]++;
        inFile++;
      }
    }
    assertThat(Arrays.stream(sizes).max().orElseThrow()).isLessThan(inFile / 16 * 11 / 10);
  }

  @Test
  void rowsOfOneIdAreSpreadOverSlices() {
    assertThat(
            IntStream.range(0, 1_000)
                .map(i -> WriteRows.sliceOf(new Row("read-00000000", "line " + i, ""), 16))
                .distinct())
        .hasSize(16);
  }
}
