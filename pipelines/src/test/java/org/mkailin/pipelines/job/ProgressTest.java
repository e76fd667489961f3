package org.mkailin.pipelines.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;
import org.mkailin.testkit.BeamTest;
import org.mkailin.transforms.StageMetrics;

@BeamTest
class ProgressTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Progress progress = new Progress("distill", List.of("ask", "judge"), 1000, 0);

  @Test
  void theLineShowsStageCountRateAndTimeLeft() {
    progress.line(Map.of("ask", 100L), 2 * SECOND);
    // 400 in the 8 s since it was first seen. 500 of 2 × 1000 are done after 10 s: the other 1500
    // take 30 s at that pace.
    assertThat(progress.line(Map.of("ask", 500L), 10 * SECOND))
        .isEqualTo("distill  ask 500/1,000, 50.0 citations/s, 0:10 elapsed, about 0:30 left");
  }

  @Test
  void aRunnerThatCannotBeAskedDoesNotEndTheProgress() {
    assertThat(
            progress.line(
                () -> {
                  throw new IllegalStateException("connection refused");
                },
                SECOND))
        .isEqualTo("distill  no word from the runner: connection refused");
    assertThat(progress.line(() -> Map.of("ask", 100L), 2 * SECOND)).contains("ask 100/1,000");
  }

  @Test
  void theLastStageThatMovedIsShown() {
    progress.line(Map.of("ask", 990L, "judge", 100L), 10 * SECOND);
    // 1490 of 2000 after 20 s: the other 510 take 6.85 s at that pace.
    assertThat(progress.line(Map.of("ask", 990L, "judge", 500L), 20 * SECOND))
        .isEqualTo("distill  judge 500/1,000, 40.0 citations/s, 0:20 elapsed, about 0:06 left");
    assertThat(progress.line(Map.of("ask", 990L, "judge", 500L), 21 * SECOND))
        .startsWith("distill  judge 500/1,000");
  }

  @Test
  void whatWasReadIsTheTotalWhereNobodyKnewItBefore() {
    Progress open = new Progress("prepare", List.of("read", "index"), 0, 0);
    assertThat(open.line(Map.of("read", 60L), SECOND)).isEqualTo("prepare  read 60, 0:01 elapsed");
    open.line(Map.of("read", 90L, "index", 10L), 2 * SECOND);
    // 20 in a second; 30 of 90 after 3 s: the other 60 take 6 s.
    assertThat(open.line(Map.of("read", 90L, "index", 30L), 3 * SECOND))
        .isEqualTo("prepare  index 30/90, 20.0 citations/s, 0:03 elapsed, about 0:06 left");
  }

  @Test
  void whatIsDoneComesFromTheCountersOfStages(TestPipeline pipeline) {
    pipeline.apply(Create.of(1, 2, 3)).apply("Ask general", ParDo.of(new CountingFn()));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    assertThat(Progress.doneBy(result)).isEqualTo(Map.of("read", 12L, "ask-general", 3L));
  }

  static final class CountingFn extends DoFn<Integer, Integer> {
    private final Counter read = new StageMetrics("read").counter(StageMetrics.CITATIONS);
    private final Counter files = new StageMetrics("read").counter(StageMetrics.FILES);
    private final Counter done = new StageMetrics("ask-general").counter(StageMetrics.DONE);
    private final Counter rejected = new StageMetrics("ask-general").counter(StageMetrics.REJECTED);

    @ProcessElement
    public void process(@Element Integer element) {
      read.inc(4);
      files.inc();
      done.inc();
      rejected.inc();
    }
  }

  @Test
  void durationsReadAsClocksDo() {
    assertThat(ElapsedTime.onClock(Duration.ofSeconds(65))).isEqualTo("1:05");
    assertThat(ElapsedTime.onClock(Duration.ofSeconds(3725))).isEqualTo("1:02:05");
  }
}
