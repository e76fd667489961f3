package org.mkailin.plugins.tensorflow.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.mkailin.plugins.tensorflow.folder.DecoderConfig;
import org.mkailin.plugins.tensorflow.folder.Llama3Scaling;

class RotaryFrequenciesTest {
  @Test
  void frequenciesFallFromOneByPowersOfTheBase() {
    // base 10000, 8 numbers a head: 10000^(−2i/8) = 1, 0.1, 0.01, 0.001.
    assertThat(RotaryFrequencies.of(config(Optional.empty())))
        .containsExactly(new float[] {1f, 0.1f, 0.01f, 0.001f}, within(1e-7f));
  }

  @Test
  void llama3ScalingSlowsTheSlowOnesAlone() {
    // Wavelengths 2π/θ: 6.28, 62.8, 628, 6283; with 256 positions, low 1 and high 4 the limits are
    // 64 and 256. The first two stay; the last two are longer than 256, and divided by 8.
    assertThat(RotaryFrequencies.of(config(Optional.of(new Llama3Scaling(8, 1, 4, 256)))))
        .containsExactly(new float[] {1f, 0.1f, 0.00125f, 0.000125f}, within(1e-7f));
  }

  @Test
  void llama3ScalingGoesOverSmoothlyBetween() {
    // 128 positions: limits 32 and 128, and 62.83 lies between them:
    // smooth = (128/62.83 − 1)/(4 − 1) = 0.3458; (1 − 0.3458)·0.1/8 + 0.3458·0.1 = 0.04275.
    assertThat(RotaryFrequencies.of(config(Optional.of(new Llama3Scaling(8, 1, 4, 128))))[1])
        .isCloseTo(0.04275f, within(1e-5f));
  }

  private static DecoderConfig config(Optional<Llama3Scaling> scaling) {
    return new DecoderConfig(
        "llama",
        64,
        32,
        2,
        4,
        2,
        8,
        40,
        512,
        1e-5,
        10_000,
        scaling,
        OptionalInt.empty(),
        false,
        false);
  }
}
