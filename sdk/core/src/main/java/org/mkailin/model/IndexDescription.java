package org.mkailin.model;

import java.io.Serializable;
import java.util.Locale;

/**
 * What an index was built with, kept inside it.
 *
 * @param encoder {@link TextEncoder#identity() identity} of the encoder
 * @param dimensions dimensions of its vectors
 */
public record IndexDescription(String encoder, int dimensions) implements Serializable {

  /** The description of an index for {@code encoder}. */
  public static IndexDescription of(TextEncoder encoder) {
    return new IndexDescription(encoder.identity(), encoder.dimensions());
  }

  /**
   * Checks that queries of {@code encoder} make sense in an index with this description.
   *
   * @param agent the agent whose index this is, for the message
   * @throws IllegalStateException if it was built with another encoder, naming both
   */
  public void checkServes(TextEncoder encoder, String agent) {
    if (dimensions != encoder.dimensions()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "encoder '%s' returns %d dimensions, but the index of agent '%s' holds %d (built with '%s');"
                  + " rebuild the index, or choose the encoder that it was built with",
              encoder.identity(),
              encoder.dimensions(),
              agent,
              dimensions,
              this.encoder));
    }
    if (!this.encoder.equals(encoder.identity())) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the index of agent '%s' was built with encoder '%s', but its encoder is '%s'; rebuild the"
                  + " index, or choose the encoder that it was built with",
              agent,
              this.encoder,
              encoder.identity()));
    }
  }
}
