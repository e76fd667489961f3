package org.mkailin.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.AbstractSection;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Question;
import org.mkailin.corpus.Rejection;
import org.mkailin.runtime.AgentLease;
import org.mkailin.testkit.BeamTest;
import org.mkailin.testkit.SampleCitations;

@BeamTest
class GenerateQuestionsTest {
  private static AgentSpec agent(String behaviour, int batchSize) {
    return new AgentSpec(
        "general",
        List.of("scripted"),
        batchSize,
        Map.of("scripted", Map.of("behaviour", behaviour)));
  }

  private static Citation citation(int number) {
    return new Citation(
        "" + number,
        "Title " + number + ".",
        List.of(new AbstractSection("", "", "Text.")),
        2000,
        List.of());
  }

  @Test
  void questionsCarryTheirSourceAndTheirGenerator(TestPipeline pipeline) {
    var asked =
        pipeline
            .apply(Create.of(SampleCitations.PAPAIN, SampleCitations.BARE))
            .apply(GenerateQuestions.with("ask-general", agent("ask", 32)));
    PAssert.that(asked.accepted())
        .containsInAnyOrder(new Question("90000001", "What of 90000001?", "general"));
    PAssert.that(asked.rejections())
        .containsInAnyOrder(
            new Rejection("ask-general", "90000009", "no-abstract", "nothing to read"));
    pipeline.run().waitUntilFinish();
    assertThat(AgentLease.inUse()).as("leases after the pipeline").isEmpty();
  }

  @Test
  void everyCitationIsAskedAboutOnceInBatchesOfAtMostTheBatchSize(TestPipeline pipeline) {
    List<Citation> citations = new ArrayList<>();
    List<Question> expected = new ArrayList<>();
    for (int i = 1; i <= 500; i++) {
      citations.add(citation(i));
      expected.add(new Question("" + i, "What of " + i + "?", "general"));
    }
    ScriptedPlugin.largestBatch.set(0);
    var asked =
        pipeline
            .apply(Create.of(citations))
            .apply(GenerateQuestions.with("ask-general", agent("ask", 7)));
    PAssert.that(asked.accepted()).containsInAnyOrder(expected);
    PAssert.that(asked.rejections()).empty();
    pipeline.run().waitUntilFinish();
    assertThat(ScriptedPlugin.largestBatch.get()).isBetween(2, 7);
  }

  @Test
  void aPassingFaultIsTriedAgain(TestPipeline pipeline) {
    ScriptedPlugin.faultsLeft.set(1);
    var asked =
        pipeline
            .apply(Create.of(SampleCitations.PAPAIN))
            .apply(GenerateQuestions.with("ask-general", agent("falter", 32)));
    PAssert.that(asked.accepted())
        .containsInAnyOrder(new Question("90000001", "What of 90000001?", "general"));
    PAssert.that(asked.rejections()).empty();
    pipeline.run().waitUntilFinish();
    assertThat(ScriptedPlugin.faultsLeft).hasValue(-1);
  }

  @Test
  void aBlankQuestionIsRejectedAndTheBundleGoesOn(TestPipeline pipeline) {
    var asked =
        pipeline
            .apply(Create.of(SampleCitations.PAPAIN))
            .apply(GenerateQuestions.with("ask-general", agent("mumble", 32)));
    PAssert.that(asked.accepted()).empty();
    PAssert.that(asked.rejections())
        .containsInAnyOrder(
            new Rejection(
                "ask-general", "90000001", "blank-output", "agent 'general' gave a blank text"));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aFailureNamesAgentStageAndCitations() {
    Pipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline
        .apply(Create.of(SampleCitations.PAPAIN))
        .apply(GenerateQuestions.with("ask-general", agent("break", 32)));
    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasStackTraceContaining(
            "agent 'general' failed in stage ask-general on PMIDs [90000001]: out of memory");
  }

  @Test
  void anAgentThatLosesAnOutcomeIsCaught() {
    Pipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline
        .apply(Create.of(SampleCitations.PAPAIN))
        .apply(GenerateQuestions.with("ask-general", agent("lose", 32)));
    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasStackTraceContaining("it gave 0 outcomes for 1 inputs");
  }

  @Test
  void aTransformFormTakesThePlaceOfTheWorkerForm(TestPipeline pipeline) {
    AgentSpec spec = new AgentSpec("general", List.of("whole"), Map.of());
    var asked =
        pipeline
            .apply(Create.of(SampleCitations.PAPAIN, SampleCitations.BARE))
            .apply(GenerateQuestions.with("ask-general", spec));
    PAssert.that(asked.accepted())
        .containsInAnyOrder(new Question("90000001", "All at once about 90000001?", "general"));
    PAssert.that(asked.rejections())
        .containsInAnyOrder(
            new Rejection("ask-general", "90000009", "no-abstract", "nothing to read"));
    pipeline.run().waitUntilFinish();
  }
}
