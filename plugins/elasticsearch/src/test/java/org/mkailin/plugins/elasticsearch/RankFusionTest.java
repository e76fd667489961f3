package org.mkailin.plugins.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankFusionTest {
  @Test
  void whatIsHighInBothWinsOverWhatIsFirstInOne() {
    // 7: 1/62 + 1/62 = 0.03226; 5: 1/61 + 1/64 = 0.03202; 9: 1/61; 8: 1/63, 6: 1/63, by PMID.
    assertThat(RankFusion.of(List.of(List.of("5", "7", "8"), List.of("9", "7", "6", "5"))))
        .containsExactly("7", "5", "9", "6", "8");
  }

  @Test
  void nothingIsFusedToNothing() {
    assertThat(RankFusion.of(List.of(List.of(), List.of()))).isEmpty();
  }
}
