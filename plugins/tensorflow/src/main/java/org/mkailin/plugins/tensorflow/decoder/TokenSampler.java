package org.mkailin.plugins.tensorflow.decoder;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws one sequence's tokens: temperature, then top-k, then top-p, as transformers does.
 *
 * <p>The same seed and logits draw the same tokens on every machine: probabilities are added in
 * double, from the likeliest token down, ties in the order of ids.
 */
public final class TokenSampler {
  private final double temperature;
  private final Sampling sampling;
  private final SplittableRandom random;

  /** A sampler of temperature &gt; 0. */
  public TokenSampler(double temperature, Sampling sampling, long seed) {
    this.temperature = temperature;
    this.sampling = sampling;
    this.random = new SplittableRandom(seed);
  }

  /** How many of the likeliest tokens it wants to see. */
  int candidates(int vocabulary) {
    return Math.min(sampling.topK().orElse(vocabulary), vocabulary);
  }

  /**
   * Draws one of the candidates.
   *
   * @param logits of the candidates; at least all that top-k leaves
   * @return its place in {@code logits}
   */
  int draw(float[] logits) {
    int[] order = likeliestFirst(logits);
    int candidates = Math.min(sampling.topK().orElse(order.length), order.length);
    double[] weights = new double[candidates];
    double sum = 0;
    for (int i = 0; i < candidates; i++) {
      weights[i] = Math.exp(((double) logits[order[i]] - logits[order[0]]) / temperature);
      sum += weights[i];
    }
    double nucleus = sum * sampling.topP().orElse(1);
    double kept = 0;
    int last = 0;
    while (last < candidates && (last == 0 || kept < nucleus)) {
      kept += weights[last++];
    }
    double point = random.nextDouble() * kept;
    int drawn = 0;
    while (drawn < last - 1 && point >= weights[drawn]) {
      point -= weights[drawn++];
    }
    return order[drawn];
  }

  /**
   * Places by falling logit, equal ones by place; sorted as longs, since vocabularies are large.
   */
  private static int[] likeliestFirst(float[] logits) {
    long[] keys = new long[logits.length];
    for (int i = 0; i < keys.length; i++) {
      int bits = Float.floatToIntBits(logits[i]);
      // As a signed integer it rises with the number; turned over, it falls.
      int rising = bits ^ (bits >> 31 & Integer.MAX_VALUE);
      keys[i] = (long) ~rising << Integer.SIZE | i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }
}
