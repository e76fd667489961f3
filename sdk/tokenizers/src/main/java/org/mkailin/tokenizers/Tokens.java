package org.mkailin.tokenizers;

import java.util.Arrays;

/** A text as token ids; immutable, and equal by its values. */
public final class Tokens {
  private final int[] ids;
  private final boolean truncated;

  private Tokens(int[] ids, boolean truncated) {
    this.ids = ids;
    this.truncated = truncated;
  }

  /** Tokens that hold a copy of {@code ids}. */
  public static Tokens of(int[] ids, boolean truncated) {
    return new Tokens(ids.clone(), truncated);
  }

  /** Tokens of ids that the native library gave as int64. */
  static Tokens of(long[] ids, boolean truncated) {
    return new Tokens(Arrays.stream(ids).mapToInt(Math::toIntExact).toArray(), truncated);
  }

  /** Number of tokens, special ones counted. */
  public int count() {
    return ids.length;
  }

  /** The ids, copied: {@code [tokens]}. */
  public int[] ids() {
    return ids.clone();
  }

  /** Whether the text was longer than the tokenizer's maximum, and its end is missing here. */
  public boolean truncated() {
    return truncated;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tokens that
        && truncated == that.truncated
        && Arrays.equals(ids, that.ids);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  @Override
  public String toString() {
    return "Tokens" + Arrays.toString(ids) + (truncated ? ", truncated" : "");
  }
}
