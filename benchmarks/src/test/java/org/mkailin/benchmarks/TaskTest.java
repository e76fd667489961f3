package org.mkailin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TaskTest {
  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    // 1 2 4 9 → (2 + 4) / 2
    assertThat(Task.median(List.of(9.0, 1.0, 4.0, 2.0))).isEqualTo(3);
    assertThat(Task.median(List.of(9.0, 1.0, 4.0))).isEqualTo(4);
  }

  @Test
  void theRateOfDecodingLeavesThePromptOut() {
    // 8 rows · 10 further tokens in 5 − 1 seconds
    assertThat(Task.decodeRate(8, 11, List.of(5.0), List.of(1.0))).isEqualTo(20);
  }
}
