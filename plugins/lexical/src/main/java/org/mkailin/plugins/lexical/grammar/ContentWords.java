package org.mkailin.plugins.lexical.grammar;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a text that carry its subject, cut to stems so that «dosing» meets «doses». */
public final class ContentWords {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\d][\\p{L}\\d]+");
  private static final int STEM = 6;
  private static final Set<String> COMMON =
      WordList.of(
          """
          the and for with from that this these those was were are has have had does did can
          could may might should will would than what which who how when where why not any all
          both its their our into between among during after before more less most other also
          such been being there patients patient study studies using used use effect effects
          associated association results result in of to on by at as an or is be do it we no
          but if versus vs trial randomized randomised group significant significantly
          compared comparison treated treatment risk role cases case analysis review cohort
          clinical new early high low two one
          """);

  private ContentWords() {}

  public static Set<String> of(String text) {
    Set<String> stems = new LinkedHashSet<>();
    Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (word.find()) {
      String found = word.group();
      if (!COMMON.contains(found)) {
        stems.add(stem(found));
      }
    }
    return stems;
  }

  /** How many content words of {@code text} are among {@code stems}. */
  public static int overlap(Set<String> stems, String text) {
    int shared = 0;
    for (String stem : of(text)) {
      if (stems.contains(stem)) {
        shared++;
      }
    }
    return shared;
  }

  private static String stem(String word) {
    String bare =
        word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
            ? word.substring(0, word.length() - 1)
            : word;
    return bare.length() > STEM ? bare.substring(0, STEM) : bare;
  }
}
