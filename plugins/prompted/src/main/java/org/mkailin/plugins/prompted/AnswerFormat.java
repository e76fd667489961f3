package org.mkailin.plugins.prompted;

import java.util.regex.Pattern;
import org.mkailin.agent.Outcome;

/**
 * What an answerer's reply must be.
 *
 * <p>Assumption: the paper does not say what a well-formed answer is; PubMedQA's are yes, no or
 * maybe with a reason.
 */
enum AnswerFormat {
  /**
   * As {@link #SENTENCES}; to a question that asks for yes or no, the answer begins with «yes»,
   * «no» or «maybe» and a mark of punctuation, or is that word.
   */
  YES_NO_MAYBE {
    @Override
    Outcome<String> read(String question, String reply) {
      if (YES_NO_QUESTION.matcher(question).find()
          && !ALTERNATIVES.matcher(question).find()
          && !VERDICT.matcher(WRAPPING.remove(reply)).find()) {
        return malformed("does not begin with yes, no or maybe");
      }
      return SENTENCES.read(question, reply);
    }
  },

  /** Text that ends where a sentence ends, for else it was cut off; or yes, no or maybe alone. */
  SENTENCES {
    @Override
    Outcome<String> read(String question, String reply) {
      String text = WRAPPING.remove(reply);
      if (text.isEmpty()) {
        return malformed("is blank");
      } else if (!ALONE.matcher(text).matches() && !SENTENCE_END.matcher(text).find()) {
        return malformed("does not end with a sentence");
      }
      return Outcome.of(text);
    }
  },

  /** Any text that is not blank. */
  TEXT {
    @Override
    Outcome<String> read(String question, String reply) {
      return reply.isBlank() ? malformed("is blank") : Outcome.of(reply.strip());
    }
  };

  static final String MALFORMED = "malformed-answer";

  private static final Wrapping WRAPPING = Wrapping.ofText("(?:the |final )?answer");
  private static final Pattern YES_NO_QUESTION =
      Pattern.compile(
          "(?i)^\\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|should"
              + "|will|would)\\b");
  // «Is A or B better?» wants one of the two.
  private static final Pattern ALTERNATIVES = Pattern.compile("(?i)\\bor\\b");
  private static final Pattern ALONE = Pattern.compile("(?i)(?:yes|no|maybe)");
  private static final Pattern VERDICT =
      Pattern.compile("(?i)^[*_\"“]*(?:yes|no|maybe)[*_\"”]*(?:\\s*[,.;:]|\\s+[-–—]|—|\\s*$)");
  private static final Pattern SENTENCE_END =
      Pattern.compile("[.!?…][\"'”’»)\\]*_]*(?:\\s*[(\\[][^()\\[\\]]*[)\\]]\\.?)*$");

  /** The answer, or why the reply is none. */
  abstract Outcome<String> read(String question, String reply);

  private static Outcome<String> malformed(String problem) {
    return Outcome.rejected(MALFORMED, problem);
  }
}
