package org.mkailin.plugins.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.QuestionEvaluator;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.plugin.CorpusStatistics;
import org.mkailin.runtime.AgentLease;
import org.mkailin.runtime.Resources;
import org.mkailin.testkit.BeamTest;
import org.mkailin.testkit.SampleCitations;

@BeamTest
class MeshStatisticsTest {
  /** Before the pass has run, its file is not there. */
  private static final AgentSpec SPEC =
      Samples.spec(Samples.DESCRIPTORS, "/no/such/folder/statistics.tsv");

  @TempDir Path folder;

  @Test
  void everyCitationCountsOnceForEachHeadingAndWhatStandsAbove(TestPipeline pipeline)
      throws IOException {
    List<Citation> corpus = new ArrayList<>(SampleCitations.all());
    corpus.add(SampleCitations.BARE);
    corpus.add(citation("90000010", new MeshHeading("D999999", "No Such Term", false, List.of())));
    assertLines(count(pipeline, corpus), Files.readAllLines(Path.of(Samples.STATISTICS)));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    assertThat(unknownHeadings(result)).isEqualTo(1);
    assertThat(AgentLease.inUse()).isEmpty();
    assertThat(Resources.inUse()).isEmpty();
  }

  @Test
  void headingsWithoutUiAreFoundByName(TestPipeline pipeline) {
    assertLines(
        count(
            pipeline,
            List.of(
                citation("1", new MeshHeading("", "Burns", false, List.of())),
                citation(
                    "2",
                    new MeshHeading("", "Wounds and Injuries", false, List.of()),
                    new MeshHeading("D008297", "Male", false, List.of())))),
        List.of("root\t2", "D002056\t1", "D014947\t2", "D008297\t1"));
    pipeline.run();
  }

  @Test
  void aCorpusWithoutHeadingsHasARootOfZero(TestPipeline pipeline) {
    assertLines(count(pipeline, List.of(SampleCitations.BARE)), List.of("root\t0"));
    pipeline.run();
  }

  @Test
  void nothingCountedWeighsNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("none.tsv"), "root\t0\n");
    InformationContent content =
        new InformationContent(DescriptorCounts.read(file.toString(), SmallMesh.ONTOLOGY));
    assertThat(content.of(0)).isEqualTo(0.0);
  }

  @Test
  void theEvaluatorNeedsTheFileThatThePassDoesNot() {
    try (AgentLease lease = AgentLease.of(SPEC)) {
      assertThat(lease.get(CorpusStatistics.class)).isNotNull();
      assertThatThrownBy(() -> lease.get(QuestionEvaluator.class))
          .hasMessageContaining("statistics file '/no/such/folder/statistics.tsv' does not exist")
          .hasMessageContaining("agent 'judge'");
    }
  }

  @Test
  void aWrongMeshFileFailsBeforeThePipelineRuns() {
    try (AgentLease lease = AgentLease.of(Samples.spec("/no/desc.xml", "statistics.tsv"))) {
      assertThatThrownBy(() -> lease.get(CorpusStatistics.class))
          .hasMessageContaining("agent 'judge'")
          .hasMessageContaining("MeSH file '/no/desc.xml' does not exist; expected NLM's");
    }
  }

  @Test
  void agentsOnOneMeshFileShareOneOntology() {
    AgentSpec other = Samples.spec(Samples.DESCRIPTORS, Samples.STATISTICS);
    try (AgentLease one = AgentLease.of(SPEC);
        AgentLease two = AgentLease.of(other)) {
      assertThat(one.get(MeshOntology.class)).isSameAs(two.get(MeshOntology.class));
    }
    assertThat(Resources.inUse()).isEmpty();
  }

  @Test
  void aStatisticsFileOfAnotherMeshIsRefused() {
    assertRefused("root\t5\nD777\t3\n", ", line 2: 'D777' is no descriptor of MeSH file");
  }

  @Test
  void aDamagedStatisticsFileIsRefused() {
    assertRefused("D1\t3\n", " has no line 'root'; the file is incomplete");
    assertRefused("root\t5\nD1 3\n", ", line 2: expected 'D000001<tab>42', but found 'D1 3'");
    assertRefused("root\t-5\n", ", line 1: expected 'D000001<tab>42'");
    assertRefused("root\t5\nD1\t3\nD1\t3\n", ", line 3: 'D1' is counted a second time");
    assertRefused("D1\t7\nroot\t5\n", " counts D1 in 7 citations, but only 5 have any descriptor");
  }

  private void assertRefused(String lines, String message) {
    String file = folder.resolve("statistics.tsv").toString();
    assertThatThrownBy(
            () -> {
              Files.writeString(Path.of(file), lines);
              DescriptorCounts.read(file, SmallMesh.ONTOLOGY);
            })
        .hasMessageStartingWith("statistics file '" + file + "'" + message);
  }

  private static PCollection<String> count(TestPipeline pipeline, List<Citation> corpus) {
    try (AgentLease lease = AgentLease.of(SPEC)) {
      return pipeline
          .apply(Create.of(corpus).withCoder(SerializableCoder.of(Citation.class)))
          .apply("Count", lease.get(CorpusStatistics.class).pass());
    }
  }

  private static void assertLines(PCollection<String> lines, List<String> expected) {
    PAssert.that(lines)
        .satisfies(
            seen -> {
              assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
              return null;
            });
  }

  private static Citation citation(String pmid, MeshHeading... headings) {
    return new Citation(pmid, "Title.", List.of(), null, List.of(headings));
  }

  private static long unknownHeadings(PipelineResult result) {
    return result
        .metrics()
        .queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(
                    MetricNameFilter.named(ExplodeHeadings.class, ExplodeHeadings.UNKNOWN_HEADINGS))
                .build())
        .getCounters()
        .iterator()
        .next()
        .getAttempted();
  }
}
