package org.mkailin.plugins.tensorflow.decoder;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One sequence that a {@link Decoder} continues: its prompt, and the tokens so far. */
public final class Sequence {
  private final int[] prompt;
  private final int maxNewTokens;
  private final Set<Integer> endTokens;
  private final Predicate<Sequence> ended;
  private final @Nullable TokenSampler sampler;
  private int[] tokens = new int[16];
  private int count;
  private boolean finished;

  /**
   * A sequence.
   *
   * @param prompt at least one token
   * @param maxNewTokens the most tokens to add, ≥ 1
   * @param endTokens tokens that end it, and are not part of it
   * @param ended whether what was added so far is enough; asked after each token
   * @param sampler draws the tokens; null for always the likeliest
   */
  public Sequence(
      int[] prompt,
      int maxNewTokens,
      Set<Integer> endTokens,
      Predicate<Sequence> ended,
      @Nullable TokenSampler sampler) {
    this.prompt = prompt.clone();
    this.maxNewTokens = maxNewTokens;
    this.endTokens = Set.copyOf(endTokens);
    this.ended = ended;
    this.sampler = sampler;
  }

  int[] prompt() {
    return prompt;
  }

  int maxNewTokens() {
    return maxNewTokens;
  }

  /** How many of the likeliest tokens it wants to choose from; 1 for always the likeliest. */
  int candidates(int vocabulary) {
    return sampler == null ? 1 : sampler.candidates(vocabulary);
  }

  /** The place of its next token among candidates, the likeliest first. */
  int choose(float[] logits) {
    return sampler == null ? 0 : sampler.draw(logits);
  }

  boolean isFinished() {
    return finished;
  }

  /** The last token that was added; the prompt's where there is none. */
  int last() {
    return count == 0 ? prompt[prompt.length - 1] : tokens[count - 1];
  }

  /** Tokens of the prompt, and those that were added. */
  int length() {
    return prompt.length + count;
  }

  void add(int token) {
    if (finished) {
      return;
    }
    if (endTokens.contains(token)) {
      finished = true;
      return;
    }
    if (count == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * count);
    }
    tokens[count++] = token;
    finished = count == maxNewTokens || ended.test(this);
  }

  /** The last tokens that were added, {@code most} at most. */
  public int[] lastTokens(int most) {
    return Arrays.copyOfRange(tokens, Math.max(0, count - most), count);
  }

  /** All tokens that were added. */
  public int[] tokens() {
    return Arrays.copyOf(tokens, count);
  }
}
