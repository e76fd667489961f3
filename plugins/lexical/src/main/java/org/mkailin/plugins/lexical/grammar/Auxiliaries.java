package org.mkailin.plugins.lexical.grammar;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The auxiliary verbs, and how each opens a question. */
public final class Auxiliaries {
  // «May X improve Y?» would ask for leave; a possibility is asked for with «can».
  private static final Map<String, String> OPENING =
      Map.ofEntries(
          Map.entry("is", "Is"),
          Map.entry("are", "Are"),
          Map.entry("was", "Was"),
          Map.entry("were", "Were"),
          Map.entry("has", "Has"),
          Map.entry("have", "Have"),
          Map.entry("had", "Had"),
          Map.entry("does", "Does"),
          Map.entry("do", "Do"),
          Map.entry("did", "Did"),
          Map.entry("can", "Can"),
          Map.entry("cannot", "Can"),
          Map.entry("may", "Can"),
          Map.entry("might", "Can"),
          Map.entry("could", "Can"),
          Map.entry("should", "Should"),
          Map.entry("will", "Will"),
          Map.entry("would", "Would"),
          Map.entry("must", "Must"));

  private static final Set<String> HAVE = Set.of("has", "have", "had");
  private static final Set<String> BE = Set.of("is", "are", "was", "were");
  private static final Set<String> PLURAL = Set.of("are", "were", "have", "do");

  private Auxiliaries() {}

  static boolean isAuxiliary(String word) {
    return OPENING.containsKey(word);
  }

  public static Optional<String> opening(String word) {
    return Optional.ofNullable(OPENING.get(word));
  }

  public static boolean isHave(String word) {
    return HAVE.contains(word);
  }

  static boolean isBe(String word) {
    return BE.contains(word);
  }

  /** Whether the form belongs to a plural subject only. */
  static boolean isPlural(String word) {
    return PLURAL.contains(word);
  }

  /** Whether a text opens as a yes/no question does. */
  public static boolean opensQuestion(String firstWord) {
    String word = firstWord.toLowerCase(Locale.ROOT);
    return isAuxiliary(word) && !word.equals("cannot");
  }
}
