package org.mkailin.plugins.prompted;

import java.util.Optional;
import java.util.regex.Pattern;
import org.mkailin.agent.Outcome;

/** What a question generator's reply must be. */
enum QuestionFormat {
  /**
   * One question: on one line, with its only question mark at the end, of at least three words. Its
   * {@link Wrapping}, such as «Sure! Question 1:», is taken off; what then still begins with
   * «Title:», thinks or {@link ReplyProblem refuses} is none. Assumption: the paper does not say
   * what a well-formed question is.
   */
  QUESTION {
    @Override
    Outcome<String> read(String reply) {
      String text = WRAPPING.remove(reply);
      if (text.isEmpty()) {
        return malformed("is blank");
      }
      Optional<String> leftover = ReplyProblem.in(text);
      if (leftover.isPresent()) {
        return malformed(leftover.get());
      } else if (text.indexOf('\n') >= 0) {
        return malformed("has more than one line");
      } else if (!text.endsWith("?")) {
        return malformed("does not end with a question mark");
      } else if (text.indexOf('?') < text.length() - 1) {
        return malformed("asks more than once");
      }
      String line = onOneLine(text);
      if (line.split(" ", -1).length < MIN_WORDS) {
        return malformed("has fewer than " + MIN_WORDS + " words");
      }
      return Outcome.of(line);
    }
  },

  /** Any text that is not blank; white space becomes single blanks, so that it is one line. */
  TEXT {
    @Override
    Outcome<String> read(String reply) {
      String line = onOneLine(reply);
      return line.isEmpty() ? malformed("is blank") : Outcome.of(line);
    }
  };

  static final String MALFORMED = "malformed-question";

  private static final int MIN_WORDS = 3;
  private static final Wrapping WRAPPING = Wrapping.ofQuestion();
  private static final Pattern WHITE_SPACE = Pattern.compile("(?U)\\s+");

  /** The question, or why the reply is none. */
  abstract Outcome<String> read(String reply);

  private static String onOneLine(String text) {
    return WHITE_SPACE.matcher(text).replaceAll(" ").strip();
  }

  private static Outcome<String> malformed(String problem) {
    return Outcome.rejected(MALFORMED, problem);
  }
}
