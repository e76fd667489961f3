package org.mkailin.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Rejection;
import org.mkailin.model.PassageIndexWriter.Build;
import org.mkailin.testkit.BeamTest;
import org.mkailin.testkit.SampleCitations;

@BeamTest
class IndexCitationsTest {
  private static final AgentSpec RETRIEVER = new AgentSpec("retriever", List.of("shelf"), Map.of());

  @BeforeEach
  void emptyTheShelf() {
    ShelfPlugin.reset();
  }

  private static IndexCitations indexing() {
    return IndexCitations.of(RETRIEVER, "samples", false);
  }

  private static int all() {
    return SampleCitations.all().size();
  }

  @Test
  void anEmptyCorpusGivesAnIndexThatWasBegunBeforeItWasFinished(TestPipeline pipeline) {
    var result = pipeline.apply(Create.empty(TypeDescriptor.of(Citation.class))).apply(indexing());
    PAssert.that(result.accepted()).containsInAnyOrder(0L);
    PAssert.that(result.rejections()).empty();
    pipeline.run().waitUntilFinish();
    assertThat(ShelfPlugin.EVENTS).containsExactly("begun", "finished");
  }

  @Test
  void passingFaultsOfEncoderAndWriterAreTriedAgain(TestPipeline pipeline) {
    ShelfPlugin.encoderFaultsLeft.set(1);
    ShelfPlugin.keptFaultsLeft.set(1);
    ShelfPlugin.writerFaultsLeft.set(1);
    var result =
        pipeline
            .apply(Create.of(SampleCitations.PAPAIN, SampleCitations.THIAZIDE))
            .apply(indexing());
    PAssert.that(result.accepted()).containsInAnyOrder(2L);
    pipeline.run().waitUntilFinish();
    assertThat(ShelfPlugin.PMIDS).containsExactly("90000001", "90000004");
    assertThat(ShelfPlugin.EVENTS).containsExactly("begun", "finished");
    assertThat(ShelfPlugin.keptFaultsLeft).hasValue(0);
  }

  @Test
  void aBundleWritesOnePartHoweverSmallTheEncodersBatches(TestPipeline pipeline) {
    pipeline.getOptions().as(SpreadOptions.class).setGroups(1);
    AgentSpec single = new AgentSpec("retriever", List.of("shelf"), 1, Map.of());
    var result =
        pipeline
            .apply(Create.of(SampleCitations.all()))
            .apply(IndexCitations.of(single, "samples", false));
    PAssert.that(result.accepted()).containsInAnyOrder((long) all());
    pipeline.run().waitUntilFinish();
    assertThat(ShelfPlugin.PARTS).containsExactly(all());
  }

  @Test
  void whatAJobBeforeLeftIsCountedButNotEncodedAgain(TestPipeline pipeline) {
    ShelfPlugin.PMIDS.addAll(List.of("90000001", "90000004"));
    var result = pipeline.apply(Create.of(SampleCitations.all())).apply(indexing());
    PAssert.that(result.accepted()).containsInAnyOrder((long) all());
    PAssert.that(result.rejections()).empty();
    PipelineResult run = pipeline.run();
    run.waitUntilFinish();
    assertThat(ShelfPlugin.encoded).hasValue(all() - 2);
    assertThat(ShelfPlugin.PMIDS).hasSize(all());
    assertThat(count(run, "index.kept")).isEqualTo(2);
    assertThat(count(run, "index.done")).isEqualTo(all());
  }

  @Test
  void whereAllIsKeptNothingIsWritten(TestPipeline pipeline) {
    SampleCitations.all().forEach(citation -> ShelfPlugin.PMIDS.add(citation.pmid()));
    var result = pipeline.apply(Create.of(SampleCitations.all())).apply(indexing());
    PAssert.that(result.accepted()).containsInAnyOrder((long) all());
    pipeline.run().waitUntilFinish();
    assertThat(ShelfPlugin.encoded).hasValue(0);
    assertThat(ShelfPlugin.PARTS).isEmpty();
    assertThat(ShelfPlugin.EVENTS).containsExactly("begun", "finished");
  }

  @Test
  void moreThanOneQuestionIsAskedOfALargeBundle(TestPipeline pipeline) {
    List<Citation> many = new ArrayList<>();
    for (int pmid = 1; pmid <= 1234; pmid++) {
      many.add(new Citation(String.valueOf(pmid), "On papain", List.of(), 2011, List.of()));
      if (pmid % 3 == 0) {
        ShelfPlugin.PMIDS.add(String.valueOf(pmid));
      }
    }
    pipeline.getOptions().as(SpreadOptions.class).setGroups(1);
    var result = pipeline.apply(Create.of(many)).apply(indexing());
    PAssert.that(result.accepted()).containsInAnyOrder(1234L);
    pipeline.run().waitUntilFinish();
    // 1234 / 3 = 411 were there.
    assertThat(ShelfPlugin.encoded).hasValue(1234 - 411);
    assertThat(ShelfPlugin.PMIDS).hasSize(1234);
  }

  @Test
  void whatTheIndexRefusesIsRejectedAndTheRestIsIndexed(TestPipeline pipeline) {
    ShelfPlugin.PMIDS.add("90000004");
    ShelfPlugin.TO_REFUSE.add("90000001");
    var result = pipeline.apply(Create.of(SampleCitations.all())).apply(indexing());
    // in = out + rejected
    PAssert.that(result.accepted()).containsInAnyOrder(all() - 1L);
    PAssert.that(result.rejections())
        .containsInAnyOrder(
            new Rejection("index", "90000001", "too-heavy", "the shelf bends under 90000001"));
    PipelineResult run = pipeline.run();
    run.waitUntilFinish();
    assertThat(ShelfPlugin.PMIDS).hasSize(all() - 1).doesNotContain("90000001");
    assertThat(count(run, "index.rejected")).isEqualTo(1);
    assertThat(count(run, "index.done")).isEqualTo(all());
  }

  @Test
  void everyStepIsToldOfTheSameBuild(TestPipeline pipeline) {
    pipeline
        .apply(Create.of(SampleCitations.all()))
        .apply(IndexCitations.of(RETRIEVER, "corpus-7", true));
    pipeline.run().waitUntilFinish();
    assertThat(ShelfPlugin.BUILDS).hasSize(1);
    Build build = ShelfPlugin.BUILDS.iterator().next();
    assertThat(build.corpus()).isEqualTo("corpus-7");
    assertThat(build.replaces()).isTrue();
  }

  @Test
  void anEncoderThatLosesAVectorIsCaught() {
    ShelfPlugin.losing = true;
    assertThatThrownBy(IndexCitationsTest::indexPapain)
        .hasStackTraceContaining(
            "agent 'retriever' failed in stage index on PMIDs [90000001]: it gave 0 vectors for 1"
                + " inputs");
  }

  @Test
  void aWriterThatLosesAPassageIsCaughtBeforeTheIndexIsFinished() {
    ShelfPlugin.losingPassages = true;
    assertThatThrownBy(IndexCitationsTest::indexPapain)
        .hasStackTraceContaining(
            "agent 'retriever' failed in stage index on PMIDs [90000001]: of 1 passages its index"
                + " wrote 0 and refused 0");
    assertThat(ShelfPlugin.EVENTS).containsExactly("begun");
  }

  private static void indexPapain() {
    Pipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline.apply(Create.of(SampleCitations.PAPAIN)).apply(indexing());
    pipeline.run().waitUntilFinish();
  }

  private static long count(PipelineResult run, String counter) {
    return run.metrics()
        .queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.named(StageMetrics.NAMESPACE, counter))
                .build())
        .getCounters()
        .iterator()
        .next()
        .getAttempted();
  }
}
