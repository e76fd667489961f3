package org.mkailin.plugins.lexical.grammar;

import java.util.Locale;

/**
 * One word or punctuation mark of a sentence.
 *
 * @param text as written
 * @param tag its universal part of speech, such as NOUN or AUX
 * @param spaced whether a blank stands before it
 */
public record Word(String text, String tag, boolean spaced) {
  String lower() {
    return text.toLowerCase(Locale.ROOT);
  }

  public boolean is(String... tags) {
    for (String wanted : tags) {
      if (tag.equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it may head a noun phrase. */
  public boolean isNominal() {
    return is("NOUN", "PROPN", "NUM", "SYM", "X");
  }

  public boolean isPunctuation() {
    return !text.isEmpty() && text.chars().noneMatch(Character::isLetterOrDigit);
  }
}
