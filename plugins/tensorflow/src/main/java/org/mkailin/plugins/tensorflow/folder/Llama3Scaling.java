package org.mkailin.plugins.tensorflow.folder;

import java.util.Locale;

/**
 * How Llama 3.1 stretches its rotary positions ({@code rope_type: llama3}).
 *
 * <p>Wavelengths up to {@code originalMaxPositions / highFrequencyFactor} stay, those beyond {@code
 * originalMaxPositions / lowFrequencyFactor} are multiplied by {@code factor}, and those between
 * are blended.
 *
 * @param factor by how much long wavelengths grow, &gt; 0
 * @param lowFrequencyFactor {@code low_freq_factor}, &gt; 0
 * @param highFrequencyFactor {@code high_freq_factor}, &gt; lowFrequencyFactor
 * @param originalMaxPositions positions that the model was first trained with
 */
public record Llama3Scaling(
    double factor,
    double lowFrequencyFactor,
    double highFrequencyFactor,
    int originalMaxPositions) {
  public Llama3Scaling {
    if (!(factor > 0) || !(lowFrequencyFactor > 0) || !(highFrequencyFactor > lowFrequencyFactor)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "factor %s, low_freq_factor %s and high_freq_factor %s must be positive,"
                  + " the last above the second",
              factor,
              lowFrequencyFactor,
              highFrequencyFactor));
    }
  }
}
