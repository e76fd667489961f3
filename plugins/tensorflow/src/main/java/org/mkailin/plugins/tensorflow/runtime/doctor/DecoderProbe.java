package org.mkailin.plugins.tensorflow.runtime.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.mkailin.plugins.tensorflow.decoder.Decoder;
import org.mkailin.plugins.tensorflow.decoder.Sequence;
import org.mkailin.plugins.tensorflow.folder.DecoderConfig;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Precision;

/** What one decoder says to one prompt, for comparison between devices and number formats. */
public final class DecoderProbe {
  private static final int PROMPT = 32;
  private static final int NEW_TOKENS = 16;
  private static final int FIRST_ORDINARY_TOKEN = 3;

  private final List<Integer> tokens;
  private final List<Integer> reread;
  private final float[] logits;
  private final int vocabulary;

  private DecoderProbe(List<Integer> tokens, List<Integer> reread, float[] logits, int vocabulary) {
    this.tokens = List.copyOf(tokens);
    this.reread = List.copyOf(reread);
    this.logits = logits;
    this.vocabulary = vocabulary;
  }

  /**
   * Asks the decoder of a folder.
   *
   * @throws IOException if its weights can't be read
   */
  public static DecoderProbe of(
      ModelFolder folder, Device device, Precision precision, OptionalInt threads)
      throws IOException {
    int vocabulary = ((DecoderConfig) folder.config()).vocabularySize();
    try (Decoder decoder = Decoder.open(folder, device, precision, threads)) {
      int[] prompt = prompt(vocabulary);
      Sequence sequence = new Sequence(prompt, NEW_TOKENS, Set.of(), s -> false, null);
      decoder.generate(List.of(sequence), /* rows= */ 1);
      int[] added = sequence.tokens();
      int[] all = Arrays.copyOf(prompt, PROMPT + added.length);
      System.arraycopy(added, 0, all, PROMPT, added.length);
      float[] every = decoder.logits(all);
      int padding = every.length / vocabulary - all.length;
      List<Integer> reread = new ArrayList<>();
      for (int i = 0; i < added.length; i++) {
        reread.add(likeliest(every, (padding + PROMPT - 1 + i) * vocabulary, vocabulary));
      }
      float[] ofPrompt =
          Arrays.copyOfRange(every, padding * vocabulary, (padding + PROMPT) * vocabulary);
      return new DecoderProbe(Arrays.stream(added).boxed().toList(), reread, ofPrompt, vocabulary);
    }
  }

  private static int[] prompt(int vocabulary) {
    return new SplittableRandom(1).ints(PROMPT, FIRST_ORDINARY_TOKEN, vocabulary).toArray();
  }

  private static int likeliest(float[] logits, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (logits[from + i] > logits[from + best]) {
        best = i;
      }
    }
    return best;
  }

  /** The largest difference of two logits; NaN where one of them is no number. */
  public double maxDifference(DecoderProbe other) {
    double largest = 0;
    for (int i = 0; i < logits.length; i++) {
      // Math.max keeps a NaN.
      largest = Math.max(largest, Math.abs((double) logits[i] - other.logits[i]));
    }
    return largest;
  }

  /** After how many of the prompt's tokens both find the same next one likeliest, of how many. */
  public int sameLikeliest(DecoderProbe other) {
    int same = 0;
    for (int at = 0; at < logits.length; at += vocabulary) {
      same += likeliest(logits, at, vocabulary) == likeliest(other.logits, at, vocabulary) ? 1 : 0;
    }
    return same;
  }

  /** Tokens of the prompt. */
  public int promptTokens() {
    return logits.length / vocabulary;
  }

  /** What it adds to the prompt, greedily, with its key-value cache. */
  public List<Integer> tokens() {
    return tokens;
  }

  /**
   * Whether the logits of a single reading of all tokens make likeliest what was said token by
   * token; so it must be unless the cache is wrong, or two tokens are all but equally likely.
   */
  public boolean cacheHolds() {
    return tokens.equals(reread);
  }
}
