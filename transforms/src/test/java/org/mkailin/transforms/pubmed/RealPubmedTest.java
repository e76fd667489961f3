package org.mkailin.transforms.pubmed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Count;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mkailin.corpus.Citation;
import org.mkailin.testkit.BeamTest;

/** 2,299 real citations; their numbers were counted by another parser. */
@BeamTest
final class RealPubmedTest {
  private static final Path FILE =
      Path.of(System.getProperty("mkailin.data", "no-data"), "pubmed/pubmed_real_merged.xml.gz");

  @BeforeEach
  void needsTheFile() {
    assumeTrue(
        Files.exists(FILE), () -> "SKIPPED: no " + FILE + "; set -Dmkailin.data to have it read");
  }

  @Test
  void everyCitationIsParsed() throws IOException {
    List<Citation> citations = new ArrayList<>();
    try (RecordFile file = RecordFile.open(FILE.toString())) {
      for (PubmedRecord record = file.next(); record != null; record = file.next()) {
        citations.add(((PubmedRecord.Article) record).citation());
      }
    }
    assertThat(new HashSet<>(citations.stream().map(Citation::pmid).toList())).hasSize(2299);
    assertThat(citations).hasSize(2299).noneMatch(c -> c.title().isBlank());
    assertThat(citations.stream().filter(c -> !c.sections().isEmpty())).hasSize(1995);
    assertThat(citations.stream().filter(c -> !c.headings().isEmpty())).hasSize(1389);
    assertThat(citations.stream().mapToInt(c -> c.headings().size()).sum()).isEqualTo(17_197);
    assertThat(citations.stream().map(Citation::year).filter(Objects::nonNull))
        .hasSize(2299)
        .allMatch(year -> year >= 1944 && year <= 2023)
        .contains(1944, 2023);
    assertThat(citations.get(0).title())
        .isEqualTo("Formate assay in body fluids: application in methanol poisoning.");
  }

  @Test
  void thoseWithAbstractComeThroughThePipeline(TestPipeline pipeline) {
    // The runner's check that nobody changes an element is for small tests: it copies each.
    pipeline.getOptions().as(DirectOptions.class).setEnforceImmutability(false);
    ReadCitations.Result read = pipeline.apply(ReadCitations.from(List.of(FILE.toString())));
    PAssert.thatSingleton(read.citations().apply("Count citations", Count.globally()))
        .isEqualTo(1995L);
    PAssert.thatSingleton(read.rejections().apply("Count rejections", Count.globally()))
        .isEqualTo(304L);
    PAssert.thatSingleton(read.read()).isEqualTo(2299L);
    pipeline.run();
  }
}
