package org.mkailin.plugins.tensorflow.decoder;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Which tokens may be sampled; without effect at temperature 0.
 *
 * @param topK the likeliest k alone (Fan et al., arXiv 1805.04833); empty for all
 * @param topP the likeliest ones alone that together have probability p (Holtzman et al., arXiv
 *     1904.09751); empty for all
 */
public record Sampling(OptionalInt topK, OptionalDouble topP) {
  /** All tokens. */
  public static final Sampling FULL = new Sampling(OptionalInt.empty(), OptionalDouble.empty());
}
