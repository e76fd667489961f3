package org.mkailin.plugins.prompted;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Wrapping WRAPPING = Wrapping.ofText("answer|verdict");

  /** «The answer is », «The better question is: ». */
  private static final String STATEMENT =
      "(?:(?:the |my )?(?:better )?(?:answer|verdict|question) is:? )?";

  /** «A» alone, «A. …», «A: …», «A - …», «A) …», «[A]», «**A**», «Question A», «Option A.». */
  private static final Pattern LETTER =
      Pattern.compile(
          "(?i)^"
              + STATEMENT
              + "(?:question |option )?[*_(\\[]*([AB])"
              + "(?:[*_)\\]]*(?:[.,:;!]|\\s+[-–—]\\s|\\s*(?:\\n|$))|[)\\]])");

  /** «A» anywhere, even where it is an article; «a», which mostly is, only alone on its line. */
  private static final Pattern A_NAMED =
      Pattern.compile("(?m)(?<![\\p{L}\\p{N}])A(?![\\p{L}\\p{N}])|^\\W*a\\W*$");

  private static final Pattern B_NAMED =
      Pattern.compile("(?i)(?<![\\p{L}\\p{N}])b(?![\\p{L}\\p{N}])");

  /**
   * The verdict that a reply states: it is the letter A or B, or begins with it and a mark of
   * punctuation, perhaps as «Answer: A», «Question A.» or «The answer is A.», and does not name the
   * other letter. It counts as certain.
   */
  static Outcome<Verdict> read(String reply) {
    String text = WRAPPING.remove(reply);
    if (text.isEmpty()) {
      return Outcome.rejected(MALFORMED, "is blank");
    }
    Matcher letter = LETTER.matcher(text);
    boolean stated = letter.find();
    boolean a = stated && letter.group(1).equalsIgnoreCase("A");
    if (!stated || (a ? B_NAMED : A_NAMED).matcher(text).find()) {
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
}
