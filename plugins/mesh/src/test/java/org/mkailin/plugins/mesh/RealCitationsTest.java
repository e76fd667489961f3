package org.mkailin.plugins.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionEvaluator;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Judgement;
import org.mkailin.plugin.CorpusStatistics;
import org.mkailin.runtime.AgentLease;
import org.mkailin.testkit.BeamTest;
import org.mkailin.testkit.SampleCitations;

/** The statistics pass and the evaluator on real PubMed citations and MeSH 2022. */
@BeamTest
class RealCitationsTest {
  @TempDir Path folder;

  @Test
  void thePassCountsWhatAScriptOfItsOwnCounts(TestPipeline pipeline) throws IOException {
    List<Citation> corpus = RealData.citations();
    String mesh = RealData.file("mesh/desc2022.derived.xml.gz");
    try (AgentLease lease = AgentLease.of(Samples.spec(mesh, "not-yet.tsv"))) {
      PCollection<String> lines =
          pipeline
              .apply(Create.of(corpus).withCoder(SerializableCoder.of(Citation.class)))
              .apply("Count", lease.get(CorpusStatistics.class).pass());
      PAssert.that(lines)
          .satisfies(
              seen -> {
                // Humans, Neoplasms, Animals (with Humans below), Female.
                assertThat(seen)
                    .hasSize(6_799)
                    .contains("root\t1389", "D006801\t1080", "D009369\t593")
                    .contains("D000818\t1213", "D005260\t527");
                return null;
              });
      pipeline.run();
    }
  }

  @Test
  void realCitationsAreJudgedWithinTheScale() throws IOException {
    List<Citation> corpus =
        RealData.citations().stream().filter(c -> !c.headings().isEmpty()).toList();
    assertThat(corpus).hasSize(1_389);
    List<Comparison> pairs = new ArrayList<>();
    for (int i = 0; i + 2 < corpus.size(); i += 3) {
      pairs.add(SampleCitations.compare(corpus.get(i), corpus.get(i + 1), corpus.get(i + 2)));
    }
    String mesh = RealData.file("mesh/desc2022.derived.xml.gz");
    try (AgentLease lease = AgentLease.of(Samples.spec(mesh, statistics(corpus)))) {
      List<Outcome<Judgement>> outcomes = lease.get(QuestionEvaluator.class).process(pairs);
      List<Judgement> judgements = new ArrayList<>();
      for (Outcome<Judgement> outcome : outcomes) {
        if (outcome instanceof Outcome.Accepted<Judgement> accepted) {
          judgements.add(accepted.value());
        }
      }
      assertThat(judgements).hasSizeGreaterThan(400);
      assertThat(judgements)
          .allSatisfy(
              judgement -> {
                assertThat(judgement.firstScore()).isBetween(0.0, 1.0);
                assertThat(judgement.secondScore()).isBetween(0.0, 1.0);
              });
    }
  }

  private String statistics(List<Citation> corpus) throws IOException {
    MeshOntology mesh = RealData.mesh2022();
    Map<String, Long> counts = new TreeMap<>();
    for (Citation citation : corpus) {
      int[] known = citation.headings().stream().mapToInt(mesh::find).filter(d -> d >= 0).toArray();
      mesh.withAncestors(known).forEach(d -> counts.merge(mesh.descriptor(d).key(), 1L, Long::sum));
    }
    counts.put(DescriptorCounts.ROOT, (long) corpus.size());
    List<String> lines = new ArrayList<>();
    counts.forEach((key, count) -> lines.add(DescriptorCounts.line(key, count)));
    return Files.write(folder.resolve("statistics.tsv"), lines).toString();
  }
}
