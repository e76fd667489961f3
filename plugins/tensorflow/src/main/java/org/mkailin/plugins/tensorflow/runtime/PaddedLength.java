package org.mkailin.plugins.tensorflow.runtime;

/**
 * The length that a sequence is padded to: its own, rounded up to one of eight lengths an octave.
 *
 * <p>It depends on the sequence alone, never on its neighbours. Floating-point sums depend on how a
 * row is cut into blocks, so a text that is padded to its longest neighbour would get other last
 * bits beside another neighbour, and a retried bundle would write other bytes (ADR 5). At most an
 * eighth is padding, and texts of like length still share a batch.
 */
public final class PaddedLength {
  private static final int SMALLEST_STEP = 8;

  private PaddedLength() {}

  /**
   * The padded length of a sequence.
   *
   * @param tokens its own length, 1 to {@code limit}
   * @param limit the most that a model can read, which padding does not exceed
   */
  public static int of(int tokens, int limit) {
    // 257 to 512 tokens: steps of 32; 513 to 1024: steps of 64.
    int step = Math.max(SMALLEST_STEP, Integer.highestOneBit(Math.max(1, tokens - 1)) / 8);
    return Math.min((tokens + step - 1) / step * step, limit);
  }
}
