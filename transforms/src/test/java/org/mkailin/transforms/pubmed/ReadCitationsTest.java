package org.mkailin.transforms.pubmed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.corpus.AbstractSection;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Rejection;
import org.mkailin.testkit.BeamTest;

@BeamTest
final class ReadCitationsTest {
  @TempDir private Path folder;

  @Test
  void theLatestRevisionIsReadAndTheOthersAreRejected(TestPipeline pipeline) throws IOException {
    write("n0001.xml", Xml.set(Xml.article(1, 1, "Old.", "Old."), Xml.article(2)));
    write(
        "n0002.xml",
        Xml.set(Xml.article(1, 2, "New.", "New."), Xml.article(1, 1, "First.", "First.")));
    ReadCitations.Result read = pipeline.apply(ReadCitations.from(List.of(folder + "/*.xml")));
    PAssert.that(read.citations())
        .containsInAnyOrder(citation("1", "New.", "New."), citation("2", "Title 2.", "Text 2."));
    String latest = "; the latest is record 1 of n0002.xml, version 2";
    PAssert.that(read.rejections())
        .containsInAnyOrder(
            new Rejection("read", "1", "superseded", "record 1 of n0001.xml, version 1" + latest),
            new Rejection("read", "1", "superseded", "record 2 of n0002.xml, version 1" + latest));
    PAssert.thatSingleton(read.read()).isEqualTo(4L);
    pipeline.run();
  }

  @Test
  void onlyALaterDeletionRemovesACitation(TestPipeline pipeline) throws IOException {
    write("n1.xml", Xml.set(Xml.article(1), Xml.article(2), Xml.deletions(3)));
    write("n2.xml", Xml.set(Xml.article(3), Xml.article(4), Xml.deletions(1, 4, 99)));
    ReadCitations.Result read = pipeline.apply(ReadCitations.from(List.of(folder + "/*")));
    PAssert.that(pmids(read)).containsInAnyOrder("2", "3");
    PAssert.that(reasons(read)).containsInAnyOrder("1 deleted", "4 deleted");
    PAssert.thatSingleton(read.read()).isEqualTo(4L);
    pipeline.run();
  }

  @Test
  void whatAgentsCanNotWorkWithIsRejectedWithItsReason(TestPipeline pipeline) throws IOException {
    write(
        "a.xml",
        Xml.set(
            Xml.article(1),
            Xml.book(2),
            Xml.article(3, 1, "No abstract.", ""),
            Xml.article(4, 1, "", "No title."),
            Xml.article("<Article/>"),
            Xml.article(5),
            Xml.book(6)));
    Path benchmark = write("benchmark.pmids", "5\n\n006 \n777\n");
    ReadCitations.Result read =
        pipeline.apply(
            ReadCitations.from(List.of(folder + "/a.xml")).keepingOut(benchmark.toString()));
    PAssert.that(pmids(read)).containsInAnyOrder("1");
    PAssert.that(reasons(read))
        .containsInAnyOrder(
            "2 book-article",
            "3 no-abstract",
            "4 no-title",
            " no-pmid",
            "5 benchmark",
            "6 benchmark");
    PAssert.thatSingleton(read.read()).isEqualTo(7L);
    pipeline.run();
  }

  @Test
  void jsonLinesAreReadBesideXml(TestPipeline pipeline) throws IOException {
    write("a.xml", Xml.set(Xml.article(1)));
    write(
        "b.jsonl",
        """
        {"pmid":"2","title":"Two","abstract":"Text."}
        {"pmid":"3","title":3}
        broken
        """);
    ReadCitations.Result read =
        pipeline.apply(ReadCitations.from(List.of(folder + "/b.jsonl", folder + "/a.xml")));
    PAssert.that(read.citations())
        .containsInAnyOrder(
            citation("1", "Title 1.", "Text 1."),
            new Citation(
                "2", "Two", List.of(new AbstractSection("", "", "Text.")), null, List.of()));
    PAssert.that(read.rejections())
        .satisfies(
            rejections -> {
              assertThat(rejections)
                  .extracting(rejection -> rejection.pmid() + " " + rejection.reason())
                  .containsExactlyInAnyOrder("3 malformed-line", " malformed-line");
              assertThat(rejections)
                  .extracting(Rejection::detail)
                  .contains("b.jsonl:2: field 'title' is 3; expected a text")
                  .anyMatch(detail -> detail.startsWith("b.jsonl:3: not JSON"));
              return null;
            });
    PAssert.thatSingleton(read.read()).isEqualTo(4L);
    pipeline.run();
  }

  @Test
  void ofABadFileTheGoodPartIsKeptWhereAsked(TestPipeline pipeline) throws IOException {
    write("a.xml", Xml.set(Xml.article(1), Xml.deletions(9), Xml.article(2), "</oops>"));
    write("b.xml", "");
    write("c.xml", Xml.set(Xml.article(3)));
    ReadCitations.Result read =
        pipeline.apply(ReadCitations.from(List.of(folder + "/*")).withBadFiles(BadFiles.REJECT));
    PAssert.that(pmids(read)).containsInAnyOrder("1", "2", "3");
    PAssert.that(reasons(read)).containsInAnyOrder(" unreadable-file", " unreadable-file");
    String where = "cannot read '" + folder.resolve("a.xml") + "' at line ";
    PAssert.that(read.rejections())
        .satisfies(
            rejections -> {
              assertThat(rejections)
                  .extracting(Rejection::detail)
                  .anyMatch(d -> d.startsWith(where) && d.contains("citations read before it: 2"))
                  .anyMatch(d -> d.contains("an empty file"));
              return null;
            });
    // Three citations, and each bad file counts as one record.
    PAssert.thatSingleton(read.read()).isEqualTo(5L);
    pipeline.run();
  }

  @Test
  void aBadFileFailsThePipelineUnlessAskedOtherwise(TestPipeline pipeline) throws IOException {
    Path bad = write("a.xml", Xml.set(Xml.article(1), "</oops>"));
    pipeline.apply(ReadCitations.from(List.of(folder + "/*")));
    assertThatThrownBy(pipeline::run)
        .hasMessageContaining("cannot read '" + bad + "' at line ")
        .hasMessageContaining("citations read before it: 1; ")
        .hasMessageContaining("--bad-files=reject");
  }

  @Test
  void patternsWithoutMatchAreAllNamed(TestPipeline pipeline) throws IOException {
    write("a.xml", Xml.set(Xml.article(1)));
    pipeline.apply(
        ReadCitations.from(List.of(folder + "/a.xml", folder + "/no*.xml", folder + "/b.xml"))
            .withBadFiles(BadFiles.REJECT));
    assertThatThrownBy(pipeline::run)
        .hasMessageContaining(
            String.format(
                Locale.ROOT,
                "no file matches '%1$s/no*.xml', '%1$s/b.xml'; check the path",
                folder));
  }

  @Test
  void aFolderIsNotAFile(TestPipeline pipeline) {
    pipeline.apply(ReadCitations.from(List.of(folder.toString())));
    assertThatThrownBy(pipeline::run).hasMessageContaining(folder + "/*.xml.gz");
  }

  @Test
  void aFileThatTwoPatternsMatchIsReadOnce(TestPipeline pipeline) throws IOException {
    write("a.xml", Xml.set(Xml.article(1)));
    ReadCitations.Result read =
        pipeline.apply(ReadCitations.from(List.of(folder + "/a.xml", folder + "/*")));
    PAssert.that(pmids(read)).containsInAnyOrder("1");
    PAssert.that(read.rejections()).empty();
    PAssert.thatSingleton(read.read()).isEqualTo(1L);
    pipeline.run();
  }

  @Test
  void theOrderOfPatternsChangesNothing(TestPipeline pipeline) throws IOException {
    write("n1.xml", Xml.set(Xml.article(1, 1, "One.", "One."), Xml.deletions(2)));
    write("n2.xml", Xml.set(Xml.article(1, 1, "Two.", "Two."), Xml.article(2)));
    write("n3.xml", Xml.set(Xml.article(1, 1, "Three.", "Three."), Xml.article(3, 1, "", "")));
    List<String> files = List.of(folder + "/n1.xml", folder + "/n2.xml", folder + "/n3.xml");
    int[][] orders = {{0, 1, 2}, {2, 1, 0}, {1, 2, 0}};
    for (int[] order : orders) {
      ReadCitations.Result read =
          pipeline.apply(
              Arrays.toString(order),
              ReadCitations.from(Arrays.stream(order).mapToObj(files::get).toList()));
      PAssert.that(read.citations())
          .containsInAnyOrder(
              citation("1", "Three.", "Three."), citation("2", "Title 2.", "Text 2."));
      String latest = "; the latest is record 1 of n3.xml, version 1";
      PAssert.that(read.rejections())
          .containsInAnyOrder(
              new Rejection("read", "1", "superseded", "record 1 of n1.xml, version 1" + latest),
              new Rejection("read", "1", "superseded", "record 1 of n2.xml, version 1" + latest),
              new Rejection("read", "3", "no-abstract", "record 2 of n3.xml, version 1"));
    }
    pipeline.run();
  }

  @Test
  void theCountersCountCitationsAndFiles(TestPipeline pipeline) throws IOException {
    write("a.xml", Xml.set(Xml.article(1), Xml.book(2), Xml.deletions(3)));
    write("b.xml", Xml.set(Xml.article(4)));
    pipeline.apply(ReadCitations.from(List.of(folder + "/*")));
    PipelineResult result = pipeline.run();
    assertThat(counter(result, "read.citations")).isEqualTo(3);
    assertThat(counter(result, "read.files")).isEqualTo(2);
  }

  @Test
  void aBenchmarkFileWithAnotherContentFails(TestPipeline pipeline) throws IOException {
    write("a.xml", Xml.set(Xml.article(1)));
    Path benchmark = write("test.json", "{\"12377809\": \"yes\"}");
    pipeline.apply(ReadCitations.from(List.of(folder + "/a.xml")).keepingOut(benchmark.toString()));
    assertThatThrownBy(pipeline::run)
        .hasStackTraceContaining(
            "PMID file " + benchmark + ": line 1: '{\"12377809\": \"yes\"}' is not a PMID");
  }

  @Test
  void groupsGrowWithTheFilesWithinBounds() {
    assertThat(MatchFiles.groupsFor(0)).isEqualTo(16);
    // 400 MiB / 4 MiB = 100
    assertThat(MatchFiles.groupsFor(400L << 20)).isEqualTo(100);
    assertThat(MatchFiles.groupsFor(Long.MAX_VALUE)).isEqualTo(32_768);
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static Citation citation(String pmid, String title, String text) {
    return new Citation(pmid, title, List.of(new AbstractSection("", "", text)), 2001, List.of());
  }

  private static PCollection<String> pmids(ReadCitations.Result read) {
    return read.citations()
        .apply("PMIDs", MapElements.into(TypeDescriptors.strings()).via(Citation::pmid));
  }

  private static PCollection<String> reasons(ReadCitations.Result read) {
    return read.rejections()
        .apply(
            "Reasons",
            MapElements.into(TypeDescriptors.strings())
                .via(rejection -> rejection.pmid() + " " + rejection.reason()));
  }

  private static long counter(PipelineResult result, String name) {
    MetricQueryResults found =
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.named("mkailin", name))
                    .build());
    long sum = 0;
    for (MetricResult<Long> counter : found.getCounters()) {
      sum += counter.getAttempted();
    }
    return sum;
  }
}
