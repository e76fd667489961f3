package org.mkailin.plugins.tensorflow.decoder;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.mkailin.plugins.tensorflow.text.PromptTokenizer;

/** Texts that end a generation wherever they come up, within a token or across several. */
final class Stops implements Predicate<Sequence> {
  // A token may begin in the middle of a character; that many tokens more show it whole.
  private static final int BYTES_OF_A_CHARACTER = 4;

  private final List<String> texts;
  private final PromptTokenizer tokenizer;
  private final int tokensOfAStop;

  Stops(List<String> texts, PromptTokenizer tokenizer) {
    this.texts = texts;
    this.tokenizer = tokenizer;
    // A token is at least one byte, so a stop lies within as many tokens as it has bytes.
    this.tokensOfAStop =
        BYTES_OF_A_CHARACTER
            + texts.stream()
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(0);
  }

  /**
   * Whether a stop is among the last tokens; called after each token, so it looks at those alone.
   */
  @Override
  public boolean test(Sequence sequence) {
    if (texts.isEmpty()) {
      return false;
    }
    String tail = tokenizer.decode(sequence.lastTokens(tokensOfAStop));
    return texts.stream().anyMatch(tail::contains);
  }

  /** The text of a sequence up to the first stop. */
  String cut(Sequence sequence) {
    String text = tokenizer.decode(sequence.tokens());
    int end =
        texts.stream().mapToInt(text::indexOf).filter(at -> at >= 0).min().orElse(text.length());
    return text.substring(0, end);
  }
}
