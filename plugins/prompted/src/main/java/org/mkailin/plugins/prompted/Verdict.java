package org.mkailin.plugins.prompted;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mkailin.agent.Outcome;

/**
 * What a model thinks of two sides that are shown to it one after the other.
 *
 * @param first probability that the side shown first, A, is the better; in [0, 1]
 * @param second probability that the side shown second, B, is; the two add up to 1 within rounding
 */
record Verdict(double first, double second) {
  static final String MALFORMED = "malformed-verdict";

  /** The words that stand for the two sides, in their order. */
  static final List<String> WORDS = List.of("A", "B");

  private static final Wrapping WRAPPING = Wrapping.ofLine("(?:the |final )?(?:answer|verdict)");
  private static final Pattern LETTER =
      Pattern.compile("(?i)(?:question |\\()?[*_]*([AB])[*_]*\\)?[.]?");

  /**
   * The verdict that a reply states: its first line is the letter A or B, perhaps as «Answer: A» or
   * «Question A.», and no other line is the other letter. It counts as certain.
   */
  static Outcome<Verdict> read(String reply) {
    List<String> lines = WRAPPING.remove(reply).lines().filter(l -> !l.isBlank()).toList();
    if (lines.isEmpty()) {
      return Outcome.rejected(MALFORMED, "is blank");
    }
    boolean a = lines.stream().flatMap(Verdict::letters).anyMatch("A"::equals);
    boolean b = lines.stream().flatMap(Verdict::letters).anyMatch("B"::equals);
    if (letters(lines.get(0)).findAny().isEmpty() || a == b) {
      return Outcome.rejected(MALFORMED, "is neither A nor B");
    }
    return Outcome.of(a ? new Verdict(1, 0) : new Verdict(0, 1));
  }

  /**
   * The verdict of a model that gives ln p(A) and ln p(B): p(A) / (p(A) + p(B)), computed from
   * their difference, so that neither underflows.
   */
  static Outcome<Verdict> of(double logA, double logB) {
    if (logA == Double.NEGATIVE_INFINITY && logB == Double.NEGATIVE_INFINITY) {
      return Outcome.rejected(MALFORMED, "the model gives neither A nor B any probability");
    }
    return Outcome.of(new Verdict(logistic(logA - logB), logistic(logB - logA)));
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static Stream<String> letters(String line) {
    return Stream.of(LETTER.matcher(line.strip()))
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1).toUpperCase(Locale.ROOT));
  }
}
