package org.mkailin.pipelines.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StageCountsTest {
  private static StageCounts read(long out) {
    return StageCounts.of(
        "read",
        Map.of(
            StageCounts.inKey("read"), 10L,
            StageCounts.outKey("read"), out,
            StageCounts.rejectedKey("read", "no-abstract"), 2L,
            StageCounts.rejectedKey("read", "deleted"), 1L,
            StageCounts.rejectedKey("reading", "deleted"), 100L,
            StageCounts.notedKey("read", "revised"), 3L));
  }

  @Test
  void theBooksAreReadFromTheirKeys() {
    assertThat(read(7))
        .isEqualTo(
            new StageCounts(
                "read", 10, 7, Map.of("no-abstract", 2L, "deleted", 1L), Map.of("revised", 3L)));
    assertThat(read(7).rejectedInWords()).isEqualTo("deleted 1, no-abstract 2");
  }

  @Test
  void booksThatBalancePass() {
    read(7).checkConservation();
  }

  @Test
  void aLostCitationIsAnError() {
    assertThatThrownBy(() -> read(6).checkConservation())
        .hasMessageContaining("stage read")
        .hasMessageContaining("10 in, but 6 out and 3 rejected");
  }
}
