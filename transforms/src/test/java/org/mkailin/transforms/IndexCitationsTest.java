package org.mkailin.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Citation;
import org.mkailin.testkit.BeamTest;
import org.mkailin.testkit.SampleCitations;

@BeamTest
class IndexCitationsTest {
  private static final AgentSpec RETRIEVER = new AgentSpec("retriever", List.of("shelf"), Map.of());

  @BeforeEach
  void emptyTheShelf() {
    ShelfPlugin.reset();
  }

  @Test
  void anEmptyCorpusGivesAnIndexThatWasBegunBeforeItWasFinished(TestPipeline pipeline) {
    var indexed =
        pipeline
            .apply(Create.empty(TypeDescriptor.of(Citation.class)))
            .apply(IndexCitations.of(RETRIEVER));
    PAssert.that(indexed).containsInAnyOrder(0L);
    pipeline.run().waitUntilFinish();
    assertThat(ShelfPlugin.EVENTS).containsExactly("begun", "finished");
  }

  @Test
  void passingFaultsOfEncoderAndWriterAreTriedAgain(TestPipeline pipeline) {
    ShelfPlugin.encoderFaultsLeft.set(1);
    ShelfPlugin.writerFaultsLeft.set(1);
    var indexed =
        pipeline
            .apply(Create.of(SampleCitations.PAPAIN, SampleCitations.THIAZIDE))
            .apply(IndexCitations.of(RETRIEVER));
    PAssert.that(indexed).containsInAnyOrder(2L);
    pipeline.run().waitUntilFinish();
    assertThat(ShelfPlugin.PMIDS).containsExactly("90000001", "90000004");
    assertThat(ShelfPlugin.EVENTS).containsExactly("begun", "finished");
  }

  @Test
  void aBundleWritesOnePartHoweverSmallTheEncodersBatches(TestPipeline pipeline) {
    pipeline.getOptions().as(SpreadOptions.class).setGroups(1);
    AgentSpec single = new AgentSpec("retriever", List.of("shelf"), 1, Map.of());
    var indexed = pipeline.apply(Create.of(SampleCitations.all())).apply(IndexCitations.of(single));
    PAssert.that(indexed).containsInAnyOrder((long) SampleCitations.all().size());
    pipeline.run().waitUntilFinish();
    assertThat(ShelfPlugin.PARTS).containsExactly(SampleCitations.all().size());
  }

  @Test
  void anEncoderThatLosesAVectorIsCaught() {
    ShelfPlugin.losing = true;
    Pipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline.apply(Create.of(SampleCitations.PAPAIN)).apply(IndexCitations.of(RETRIEVER));
    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasStackTraceContaining(
            "agent 'retriever' failed in stage index on PMIDs [90000001]: it gave 0 vectors for 1"
                + " inputs");
  }
}
