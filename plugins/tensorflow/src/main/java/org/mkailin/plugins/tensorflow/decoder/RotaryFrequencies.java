package org.mkailin.plugins.tensorflow.decoder;

import org.mkailin.plugins.tensorflow.folder.DecoderConfig;
import org.mkailin.plugins.tensorflow.folder.Llama3Scaling;

/**
 * The angles by which rotary position embedding turns a head, per position: RoFormer (Su et al.,
 * arXiv 2104.09864), eq. 15, with the scaling of Llama 3.1 where the model has it.
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
      double plain = 1 / Math.pow(config.ropeTheta(), 2.0 * i / config.headSize());
      double scaled = config.ropeScaling().map(s -> scaled(plain, s)).orElse(plain);
      frequencies[i] = (float) scaled;
    }
    return frequencies;
  }

  /**
   * Llama 3.1's scaling, by which a model that was trained on short texts reads long ones: slow
   * angles, whose wave is longer than the original context, are divided by the factor; fast ones
   * stay; between the two it goes over smoothly.
   */
  private static double scaled(double frequency, Llama3Scaling scaling) {
    double wavelength = 2 * Math.PI / frequency;
    double original = scaling.originalMaxPositions();
    if (wavelength > original / scaling.lowFrequencyFactor()) {
      return frequency / scaling.factor();
    }
    if (wavelength < original / scaling.highFrequencyFactor()) {
      return frequency;
    }
    double smooth =
        (original / wavelength - scaling.lowFrequencyFactor())
            / (scaling.highFrequencyFactor() - scaling.lowFrequencyFactor());
    return (1 - smooth) * frequency / scaling.factor() + smooth * frequency;
  }
}
