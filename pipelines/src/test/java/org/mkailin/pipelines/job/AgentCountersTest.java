package org.mkailin.pipelines.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;
import org.mkailin.testkit.BeamTest;
import org.mkailin.transforms.StageMetrics;

@BeamTest
class AgentCountersTest {
  private static final StageMetrics STAGE = new StageMetrics("ask-general");

  static final class CountingFn extends DoFn<Integer, Integer> {
    private final Counter cut = Metrics.counter(CountingFn.class, "truncated-texts");
    private final Counter never = Metrics.counter(CountingFn.class, "never");
    private final Counter retries = STAGE.counter(StageMetrics.RETRIES);
    private final Counter done = STAGE.counter(StageMetrics.DONE);
    private final Counter verdicts = Metrics.counter("verdicts", "ask-general");

    @ProcessElement
    public void process(@Element Integer element) {
      cut.inc(element);
      never.inc(0);
      retries.inc();
      done.inc();
      verdicts.inc();
    }
  }

  @Test
  void whatAgentsCountedIsToldWithItsTransform(TestPipeline pipeline) {
    pipeline.apply(Create.of(1000, 234)).apply("Ask general", ParDo.of(new CountingFn()));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    AgentCounters.print(result, new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "Ask general: retries 2",
            "Ask general: truncated-texts 1,234",
            "Ask general: verdicts 2");
  }
}
