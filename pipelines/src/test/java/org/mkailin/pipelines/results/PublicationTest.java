package org.mkailin.pipelines.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.pipelines.place.OutputFolder;
import org.mkailin.pipelines.place.RunFailedException;
import org.mkailin.transforms.dataset.WrittenFile;

/** Publishes runs of a program that Publication has never heard of. */
class PublicationTest {
  private static final StageCounts COUNT = Runs.books("count", 9, 8, Map.of("no-number", 1L));
  private static final StageCounts READ = Runs.books("read", 5, 3, Map.of("blank", 2L));
  private static final StageCounts SORT = Runs.books("sort", 3, 2, Map.of("neither", 1L));

  @TempDir Path folder;

  private Path place;
  private OutputFolder out;
  private Path staging;

  @BeforeEach
  void open() {
    place = folder.resolve("out");
    out = OutputFolder.open(place.toString(), false);
    staging = Path.of(out.staging());
  }

  private Publication plan() throws IOException {
    Plan plan = Runs.placing(folder.resolve("statistics.tsv"));
    return Publication.plan(out, plan, new Manifest(Runs.PROGRAM));
  }

  private List<WrittenFile> files(int even, int odd, int rejected) throws IOException {
    List<WrittenFile> files = new ArrayList<>();
    files.add(Runs.write(staging, "even/even-0.jsonl", lines(even)));
    files.add(Runs.write(staging, "lineage/even-0.jsonl", lines(even)));
    files.add(Runs.write(staging, "odd/odd-0.jsonl", lines(odd)));
    files.add(Runs.write(staging, "rejections/rejections-0.jsonl", lines(rejected)));
    files.add(Runs.write(staging, "statistics/statistics-0.jsonl", List.of("two\t2")));
    files.add(Runs.write(staging, "scratch/scratch-0.jsonl", lines(1)));
    return files;
  }

  private static List<String> lines(int count) {
    return Stream.generate(() -> "{}").limit(count).toList();
  }

  private void finish(List<WrittenFile> files, StageCounts... own) throws IOException {
    List<WrittenFile> ofFirst =
        List.of(
            Runs.write(staging, "rejections/count-0.jsonl", lines(1)),
            Runs.write(staging, "rejections/nothing-0.jsonl", List.of()));
    Runs.summarise(staging, "first", List.of(COUNT), ofFirst);
    Runs.summarise(staging, Runs.PROGRAM, List.of(own), files);
  }

  private Set<String> published() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> all = Files.walk(place)) {
      all.filter(Files::isRegularFile)
          .map(file -> place.relativize(file).toString())
          .filter(name -> !name.startsWith("."))
          .forEach(names::add);
    }
    return names;
  }

  @Test
  void exactlyTheSetsTheirLineageAndTheRejectionsArePublished() throws IOException {
    Publication publication = plan();
    finish(files(3, 2, 3), READ, SORT);
    RunResults results = publication.run();
    assertThat(published())
        .containsExactlyInAnyOrder(
            "README.md",
            "report.html",
            "manifest.json",
            "even/even-0.jsonl",
            "lineage/even-0.jsonl",
            "odd/odd-0.jsonl",
            "rejections/count-0.jsonl",
            "rejections/rejections-0.jsonl");
    assertThat(results.stages()).containsExactly(COUNT, READ, SORT);
    assertThat(results.out()).isEqualTo(place.toString());
  }

  @Test
  void whatHasAPlaceOfItsOwnIsPutThere() throws IOException {
    Publication publication = plan();
    finish(files(3, 2, 3), READ, SORT);
    publication.run();
    assertThat(folder.resolve("statistics.tsv")).hasContent("two\t2");
  }

  @Test
  void anotherProcessPublishesTheSame() throws IOException {
    plan();
    Publication later = Publication.planned(out);
    assertThat(later.isReady()).isFalse();
    finish(files(3, 2, 3), READ, SORT);
    assertThat(later.isReady()).isTrue();
    assertThat(later.run().plan()).isEqualTo(Runs.placing(folder.resolve("statistics.tsv")));
    assertThat(published()).contains("manifest.json", "odd/odd-0.jsonl");
  }

  @Test
  void aJobThatHasWrittenNoSummaryPublishesNothing() throws IOException {
    Publication publication = plan();
    assertThatThrownBy(publication::run)
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("sort.jsonl");
    assertThat(published()).isEmpty();
  }

  @Test
  void aSetThatLacksARowIsNotPublished() throws IOException {
    Publication publication = plan();
    finish(files(3, 1, 3), READ, SORT);
    assertThatThrownBy(publication::run)
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("set odd has 1 rows, but the books say 2");
    assertThat(published()).isEmpty();
    assertThat(folder.resolve("statistics.tsv")).doesNotExist();
  }

  @Test
  void aRejectionThatIsNotListedIsMissed() throws IOException {
    Publication publication = plan();
    finish(files(3, 2, 2), READ, SORT);
    assertThatThrownBy(publication::run)
        .hasMessageContaining("set rejections has 3 rows, but the books say 4");
    assertThat(published()).isEmpty();
  }

  @Test
  void aStageThatLosesARowStopsThePublication() throws IOException {
    Publication publication = plan();
    finish(files(3, 2, 2), READ, Runs.books("sort", 3, 2, Map.of()));
    assertThatThrownBy(publication::run)
        .hasMessageContaining("stage sort lost count: 3 in, but 2 out and 0 rejected");
    assertThat(published()).isEmpty();
  }
}
