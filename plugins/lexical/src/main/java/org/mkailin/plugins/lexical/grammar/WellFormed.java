package org.mkailin.plugins.lexical.grammar;

import java.util.Optional;
import java.util.regex.Pattern;

/** The last gate of every made question: what fails here is not asked. */
public final class WellFormed {
  private static final int FEWEST_WORDS = 4;
  private static final int MOST_WORDS = 40;

  /** Words that point at something outside the question. */
  private static final Pattern POINTING =
      Pattern.compile(
          "(?i)\\b(?:this|these|our|we|us|here|latter|former|aforementioned|present study|current"
              + " study|above|below|my|your|herein|et al|the (?:authors?|study|trial|studied|two"
              + " groups|intervention group|control group|present)|the following|the"
              + " (?:presented|proposed|developed|described|reported) |et al|such"
              + " (?!as\\b)|table|figure|fig)(?:\\b|$)");

  private static final Pattern STATISTICS =
      Pattern.compile(
          "(?i)[=<>±]|\\b(?:95% ?ci|confidence interval|p-value|p ?[<=>]|mean"
              + " \\d)|\\d+\\.\\d+.*\\d+\\.\\d+");

  private static final Pattern DOUBLED = Pattern.compile("(?i)\\b(\\w+) \\1\\b");
  private static final Pattern STRAY =
      Pattern.compile("(?:^| )'|[,;:]\\?$| ,|\\?.*\\?$|\\.\\?$|\"|[\\p{L}\\d]{4,}\\.\\s");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private WellFormed() {}

  /** The question in its final spacing, if it can stand alone. */
  public static Optional<String> check(String question) {
    String text = BLANKS.matcher(question).replaceAll(" ").strip();
    int words = BLANKS.split(text, -1).length;
    boolean sound =
        words >= FEWEST_WORDS
            && words <= MOST_WORDS
            && text.endsWith("?")
            && balanced(text)
            && !POINTING.matcher(text).find()
            && !STATISTICS.matcher(text).find()
            && !DOUBLED.matcher(text).find()
            && !STRAY.matcher(text).find();
    return sound ? Optional.of(text) : Optional.empty();
  }

  private static boolean balanced(String text) {
    int depth = 0;
    for (int i = 0; i < text.length() && depth >= 0; i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    }
    return depth == 0;
  }
}
