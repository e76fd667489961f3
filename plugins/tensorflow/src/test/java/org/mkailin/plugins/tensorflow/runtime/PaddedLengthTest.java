package org.mkailin.plugins.tensorflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaddedLengthTest {
  @Test
  void lengthsAreRoundedUpToEightAnOctave() {
    // Steps of 8 up to 128, then 16 up to 256, 32 up to 512, 64 up to 1024.
    assertThat(PaddedLength.of(1, 512)).isEqualTo(8);
    assertThat(PaddedLength.of(8, 512)).isEqualTo(8);
    assertThat(PaddedLength.of(9, 512)).isEqualTo(16);
    assertThat(PaddedLength.of(128, 512)).isEqualTo(128);
    assertThat(PaddedLength.of(129, 512)).isEqualTo(144);
    assertThat(PaddedLength.of(257, 512)).isEqualTo(288);
    assertThat(PaddedLength.of(512, 512)).isEqualTo(512);
    assertThat(PaddedLength.of(513, 4096)).isEqualTo(576);
  }

  @Test
  void paddingStaysWithinTheLimit() {
    assertThat(PaddedLength.of(505, 508)).isEqualTo(508);
  }

  @Test
  void atMostAnEighthIsPaddingFromSixtyFourTokensOn() {
    for (int tokens = 64; tokens < 5000; tokens++) {
      int padded = PaddedLength.of(tokens, Integer.MAX_VALUE);
      assertThat(padded - tokens).isLessThanOrEqualTo(tokens / 8);
    }
  }
}
