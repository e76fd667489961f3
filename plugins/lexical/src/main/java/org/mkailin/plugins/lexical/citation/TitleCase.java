package org.mkailin.plugins.lexical.citation;

import java.util.Locale;
import org.mkailin.plugins.lexical.grammar.Casing;

/** Undoes Title Case and SHOUTED TITLES, so that a title can stand inside a question. */
final class TitleCase {
  private TitleCase() {}

  /** «Effects Of Papain On Burns» as «Effects of papain on burns»; acronyms and names stay. */
  static String toSentenceCase(String text) {
    String[] words = text.split(" ", -1);
    long capital = 0;
    long counted = 0;
    for (int i = 1; i < words.length; i++) {
      if (words[i].length() > 3
          && Character.isLetter(words[i].charAt(0))
          && !Casing.isAcronym(words[i])) {
        counted++;
        capital += Character.isUpperCase(words[i].charAt(0)) ? 1 : 0;
      }
    }
    long letters = text.chars().filter(Character::isLetter).count();
    if (text.chars().filter(Character::isUpperCase).count() * 2 > letters && letters > 20) {
      return Casing.upperFirst(text.toLowerCase(Locale.ROOT)); // shouted: acronyms can't be told
    }
    if (counted < 2 || capital * 3 < counted * 2) {
      return text;
    }
    for (int i = 1; i < words.length; i++) {
      String core = words[i].replaceAll("[^\\p{L}]", "");
      boolean afterColon = words[i - 1].endsWith(":") || words[i - 1].endsWith("?");
      if (!Casing.isName(core) && core.length() > 1 && !afterColon) {
        words[i] = lowerParts(words[i]);
      }
    }
    return String.join(" ", words);
  }

  private static String lowerParts(String word) {
    String[] parts = word.split("-", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean keep =
          Casing.isAcronym(parts[i]) || Casing.isName(parts[i]) || parts[i].length() == 1;
      parts[i] = keep ? parts[i] : parts[i].toLowerCase(Locale.ROOT);
    }
    return String.join("-", parts);
  }
}
