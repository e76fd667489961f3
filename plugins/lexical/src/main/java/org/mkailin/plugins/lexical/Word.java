package org.mkailin.plugins.lexical;

import java.util.Locale;

/**
 * One word or punctuation mark of a sentence.
 *
 * @param text as written
 * @param tag its universal part of speech, such as NOUN or AUX
 * @param spaced whether a blank stands before it
 */
record Word(String text, String tag, boolean spaced) {
  String lower() {
    return text.toLowerCase(Locale.ROOT);
  }

  boolean is(String... tags) {
    for (String wanted : tags) {
      if (tag.equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it may head a noun phrase. */
  boolean isNominal() {
    return is("NOUN", "PROPN", "NUM", "SYM", "X");
  }

  boolean isPunctuation() {
    return !text.isEmpty() && text.chars().noneMatch(Character::isLetterOrDigit);
  }
}
