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

  @Test
  void frequenciesAreTorchsToTheLastBit() {
    // torch: 1.0 / (500000.0 ** (torch.arange(0, 128, 2).float() / 128)), the bits of five of them.
    float[] ours = RotaryFrequencies.of(config(128, 500_000));
    assertThat(Float.floatToIntBits(ours[1])).isEqualTo(0x3f508ac1);
    assertThat(Float.floatToIntBits(ours[7])).isEqualTo(0x3e73c461);
    assertThat(Float.floatToIntBits(ours[20])).isEqualTo(0x3c87a9c3);
    assertThat(Float.floatToIntBits(ours[41])).isEqualTo(0x396a426f);
    assertThat(Float.floatToIntBits(ours[63])).isEqualTo(0x3624c2ff);
  }

  private static DecoderConfig config(int headSize, double theta) {
    return new DecoderConfig(
        "llama",
        64,
        4 * headSize,
        2,
        4,
        2,
        headSize,
        40,
        512,
        1e-5,
        theta,
        Optional.empty(),
        OptionalInt.empty(),
        false,
        false);
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
