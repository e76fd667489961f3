package org.mkailin.plugins.tensorflow.decoder;

import org.mkailin.plugins.tensorflow.folder.DecoderConfig;
import org.mkailin.plugins.tensorflow.folder.Llama3Scaling;

/**
 * The angles by which rotary position embedding turns a head, per position: RoFormer (Su et al.,
 * arXiv 2104.09864), eq. 15, with the scaling of Llama 3.1 where the model has it.
 *
 * <p>Each step is rounded to float32, as torch does: at position 3000 a last bit of a frequency is
 * 2e-4 rad of its angle.
 */
final class RotaryFrequencies {
  private RotaryFrequencies() {}

  /**
   * θ_i in radians for each position, for i = 0 to d/2 − 1: base^(−2i/d).
   *
   * @return {@code [headSize / 2]}
   */
  static float[] of(DecoderConfig config) {
    float[] frequencies = new float[config.headSize() / 2];
    for (int i = 0; i < frequencies.length; i++) {
      float exponent = 2f * i / config.headSize();
      float plain = 1 / (float) Math.pow((float) config.ropeTheta(), exponent);
      frequencies[i] = config.ropeScaling().map(s -> scaled(plain, s)).orElse(plain);
    }
    return frequencies;
  }

  /**
   * Llama 3.1's scaling, by which a model that was trained on short texts reads long ones: slow
   * angles, whose wave is longer than the original context, are divided by the factor; fast ones
   * stay; between the two it goes over smoothly.
   */
  private static float scaled(float frequency, Llama3Scaling scaling) {
    float wavelength = (float) (2 * Math.PI) / frequency;
    float original = scaling.originalMaxPositions();
    double low = scaling.lowFrequencyFactor();
    double high = scaling.highFrequencyFactor();
    float slow = frequency / (float) scaling.factor();
    if (wavelength > original / low) {
      return slow;
    }
    if (wavelength < original / high) {
      return frequency;
    }
    float smooth = (original / wavelength - (float) low) / (float) (high - low);
    return (1 - smooth) * frequency / (float) scaling.factor() + smooth * frequency;
  }
}
