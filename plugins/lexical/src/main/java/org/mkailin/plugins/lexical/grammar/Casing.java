package org.mkailin.plugins.lexical.grammar;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which words of one citation keep their capital inside a sentence.
 *
 * <p>The abstract is its own witness: a word that it writes with a capital in mid-sentence is a
 * name, one that it writes without is none. Else a list of eponyms, genera and places decides.
 */
public final class Casing {
  private static final Set<String> NAMES = WordList.words(Casing.class, "proper-names.txt");
  private static final Pattern MID_SENTENCE =
      Pattern.compile("(?<=[\\p{Ll}\\d,)] )[(]?(\\p{L}[\\p{L}]+)");
  private static final int SHOUTED = 2;

  private final Set<String> capitalised = new HashSet<>();
  private final Set<String> lowered = new HashSet<>();

  /** Learns from {@code text}, an abstract. */
  public Casing(String text) {
    Matcher word = MID_SENTENCE.matcher(text);
    while (word.find()) {
      String found = word.group(1);
      (Character.isUpperCase(found.charAt(0)) ? capitalised : lowered).add(found);
    }
  }

  /**
   * The text as it stands inside a sentence: first letter lowered, unless it begins with a name.
   */
  public String inside(String text) {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String first = text.substring(0, end);
    if (first.equals("A")) {
      boolean article =
          end < text.length() - 1 && !text.startsWith("A and ") && !text.startsWith("A1");
      return article ? "a" + text.substring(1) : text;
    }
    return keepsCapital(first) ? text : lowerFirst(text);
  }

  /** Whether a word, with what hangs on it by hyphens, keeps its capital inside a sentence. */
  boolean keepsCapital(String word) {
    String core = word.replaceAll("^[^\\p{L}]+|[^\\p{L}\\d]+$", "").replaceAll("['’]s?$", "");
    if (core.isEmpty() || !Character.isUpperCase(core.charAt(0))) {
      return true;
    }
    String head = core.split("[-/–]", 2)[0];
    if (head.length() == 1 || isAcronym(head) || NAMES.contains(head)) {
      return true;
    }
    return capitalised.contains(head) && !lowered.contains(head.toLowerCase(Locale.ROOT));
  }

  /** Whether a word is written in capitals or with a figure: DNA, mRNA, HbA1c, Nos3. */
  public static boolean isAcronym(String word) {
    return word.chars().filter(Character::isUpperCase).count() >= SHOUTED
        || word.chars().anyMatch(Character::isDigit);
  }

  public static boolean isName(String word) {
    return NAMES.contains(word);
  }

  public static String lowerFirst(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  /** Lowers the first letter of a word that is no acronym and no listed name. */
  public static String lowerFirstWord(String text) {
    String first = text.split("[ -]", 2)[0];
    return isAcronym(first) || isName(first) ? text : lowerFirst(text);
  }

  public static String upperFirst(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
