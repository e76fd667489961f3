package org.mkailin.plugins.lexical.grammar;

import java.util.List;

/**
 * A sentence as tagged words that can be put together again as they were.
 *
 * @param words in reading order
 */
public record Sentence(List<Word> words) {
  public Sentence {
    words = List.copyOf(words);
  }

  public int size() {
    return words.size();
  }

  public Word at(int index) {
    return words.get(index);
  }

  /** The lower-cased word at {@code index}, or an empty text beyond either end. */
  public String lower(int index) {
    return index < 0 || index >= words.size() ? "" : words.get(index).lower();
  }

  /** The text of the words from {@code from} to before {@code to}. */
  String text(int from, int to) {
    return join(words.subList(from, to));
  }

  /** Puts words together, with the blanks that stood before them. */
  static String join(List<Word> words) {
    StringBuilder text = new StringBuilder();
    for (Word word : words) {
      if (word.spaced() && text.length() > 0) {
        text.append(' ');
      }
      text.append(word.text());
    }
    return text.toString();
  }
}
