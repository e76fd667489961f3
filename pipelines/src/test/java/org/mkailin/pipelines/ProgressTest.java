package org.mkailin.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Progress progress = new Progress("distill", List.of("ask", "judge"), 1000, 0);

  @Test
  void theLineShowsStageCountRateAndTimeLeft() {
    progress.line(Map.of("ask", 1L), 0);
    // 500 of 2 × 1000 are done after 10 s: the other 1500 take 30 s at that pace.
    assertThat(progress.line(Map.of("ask", 500L), 10 * SECOND))
        .isEqualTo("distill  ask 500/1,000, 50.0 citations/s, 0:10 elapsed, about 0:30 left");
  }

  @Test
  void theNextStageIsShownWhenOneIsDone() {
    progress.line(Map.of("ask", 1000L, "judge", 1L), 10 * SECOND);
    // 1500 of 2000 after 20 s: the other 500 take 6.67 s at that pace.
    assertThat(progress.line(Map.of("ask", 1000L, "judge", 500L), 20 * SECOND))
        .isEqualTo("distill  judge 500/1,000, 50.0 citations/s, 0:20 elapsed, about 0:06 left");
  }

  @Test
  void withoutATotalThereIsNoTimeLeft() {
    Progress open = new Progress("prepare", List.of("index"), 0, 0);
    open.line(Map.of("index", 1L), 0);
    assertThat(open.line(Map.of("index", 90L), 3 * SECOND))
        .isEqualTo("prepare  index 90, 30.0 citations/s, 0:03 elapsed");
  }

  @Test
  void durationsReadAsClocksDo() {
    assertThat(Progress.clock(Duration.ofSeconds(65))).isEqualTo("1:05");
    assertThat(Progress.clock(Duration.ofSeconds(3725))).isEqualTo("1:02:05");
  }
}
