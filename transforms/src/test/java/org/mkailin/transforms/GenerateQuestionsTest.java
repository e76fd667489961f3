package org.mkailin.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.AgentResources;
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
    return citation(number, "Text.");
  }

  private static Citation citation(int number, String text) {
    return new Citation(
        "" + number,
        "Title " + number + ".",
        List.of(new AbstractSection("", "", text)),
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
    ScriptedPlugin.BATCHES.clear();
    var asked =
        pipeline
            .apply(Create.of(citations))
            .apply(GenerateQuestions.with("ask-general", agent("ask", 7)));
    PAssert.that(asked.accepted()).containsInAnyOrder(expected);
    PAssert.that(asked.rejections()).empty();
    pipeline.run().waitUntilFinish();
    assertThat(ScriptedPlugin.BATCHES)
        .allMatch(batch -> batch.size() <= 7)
        .anyMatch(batch -> batch.size() == 7);
  }

  @Test
  void batchesHoldTextsOfLikeLengthAndNoMoreCharactersThanAllowed(TestPipeline pipeline) {
    pipeline.getOptions().as(SpreadOptions.class).setGroups(1);
    List<Citation> citations = new ArrayList<>();
    List<Question> expected = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      citations.add(citation(i, "x".repeat(i % 10 == 0 ? 1000 : 90)));
      expected.add(new Question("" + i, "What of " + i + "?", "general"));
    }
    citations.add(citation(101, "x".repeat(5000)));
    expected.add(new Question("101", "What of 101?", "general"));
    ScriptedPlugin.BATCHES.clear();
    AgentSpec spec =
        new AgentSpec(
            "general",
            List.of("scripted"),
            20,
            4000,
            AgentResources.ANY,
            Map.of("scripted", Map.of("behaviour", "ask")));
    var asked =
        pipeline.apply(Create.of(citations)).apply(GenerateQuestions.with("ask-general", spec));
    PAssert.that(asked.accepted()).containsInAnyOrder(expected);
    PAssert.that(asked.rejections()).empty();
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    // One too long for any batch; 10 of about 1,010 characters, 3 to a batch of 4,000, the last of
    // them with 19 short ones; 90 of about 100, 20 to a batch.
    assertThat(ScriptedPlugin.BATCHES.stream().map(List::size))
        .containsExactly(1, 3, 3, 3, 20, 20, 20, 20, 11);
    assertThat(distribution(result, "ask-general.batch-size"))
        .isEqualTo(DistributionResult.create(101, 9, 1, 20));
    assertThat(distribution(result, "ask-general.batch-millis").getCount()).isEqualTo(9);
  }

  @Test
  void everyQuestionKeepsItsCitationsTimeAndWindow(TestPipeline pipeline) {
    pipeline.getOptions().as(SpreadOptions.class).setGroups(1);
    List<TimestampedValue<Citation>> citations = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      // Later ones are longer, so they are asked about first; several cuts within a bundle.
      citations.add(TimestampedValue.of(citation(i, "x".repeat(i)), Instant.ofEpochMilli(i)));
      expected.add(
          String.format(Locale.ROOT, "What of %d? in [%d, %d)", i, i / 10 * 10, i / 10 * 10 + 10));
    }
    var asked =
        pipeline
            .apply(Create.timestamped(citations))
            .apply(Window.into(FixedWindows.of(Duration.millis(10))))
            .apply(GenerateQuestions.with("ask-general", agent("ask", 1)));
    PAssert.that(asked.accepted().apply("Tell time", ParDo.of(new TellTimeFn())))
        .containsInAnyOrder(expected);
    pipeline.run().waitUntilFinish();
  }

  static final class TellTimeFn extends DoFn<Question, String> {
    @ProcessElement
    public void process(
        @Element Question question, BoundedWindow window, OutputReceiver<String> told) {
      IntervalWindow in = (IntervalWindow) window;
      told.output(
          String.format(
              Locale.ROOT,
              "%s in [%d, %d)",
              question.text(),
              in.start().getMillis(),
              in.end().getMillis()));
    }
  }

  private static DistributionResult distribution(PipelineResult result, String name) {
    return result
        .metrics()
        .queryMetrics(
            MetricsFilter.builder().addNameFilter(MetricNameFilter.named("mkailin", name)).build())
        .getDistributions()
        .iterator()
        .next()
        .getAttempted();
  }

  @Test
  void aTransientFaultIsRetried(TestPipeline pipeline) {
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
