package org.mkailin.plugins.prompted;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
   * «no» or «maybe» as a word of its own («Yes, it does.», «Yes it does.», but not «No difference
   * was found.»), and no later line begins with another of them. «The answer is yes.» becomes
   * «Yes.», so that all rows for training begin alike.
   */
  YES_NO_MAYBE {
    @Override
    Outcome<String> read(String question, String reply) {
      boolean wantsVerdict =
          YES_NO_QUESTION.matcher(question).find() && !ALTERNATIVES.matcher(question).find();
      return wantsVerdict
          ? InPlace.then(begun(reply), AnswerFormat::withVerdict)
          : SENTENCES.read(question, reply);
    }
  },

  /**
   * Text that ends where a sentence ends, for else it was cut off; or yes, no or maybe alone. Its
   * {@link Wrapping} is taken off; what still thinks, {@link ReplyProblem refuses} or begins with a
   * label is none.
   *
   * <p>Where the model runs on with a line that begins with «Question:», «User:» or «Note:», the
   * answer ends before it, for what follows is another turn or about the model. A second «Answer:»
   * leaves open which one is meant, so such a reply is malformed.
   */
  SENTENCES {
    @Override
    Outcome<String> read(String question, String reply) {
      return InPlace.then(begun(reply), AnswerFormat::whole);
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

  private static final String TWICE = "answers more than once";
  private static final Wrapping WRAPPING = Wrapping.ofText("answer");
  private static final Pattern YES_NO_QUESTION =
      Pattern.compile("(?i)^\\W*(?:" + QuestionWords.OF_YES_OR_NO + ")\\b");
  // «Is A or B better?» wants one of the two.
  private static final Pattern ALTERNATIVES = Pattern.compile("(?i)\\bor\\b");
  private static final Pattern ALONE = Pattern.compile("(?i)(?:yes|no|maybe)");

  /** «Yes, …», «Yes …», «Yes (mostly), …»; not «Yes and no», «Yes/no». */
  private static final String YES_OR_MAYBE =
      "(?:yes|maybe)(?![\\p{L}\\p{N}])(?!\\s*(?:/|(?:and|or)\\s+no\\b))";

  /**
   * «No, …», «No — …», «No⏎…», «No (hardly), …», «No it …»; not «No difference», «No (large) …».
   */
  private static final String NO =
      "no(?=[*_\"”]*(?:\\s*[,.;:!]|\\s+[-–—]|—|\\s*(?:\\n|$)"
          + "|\\s+\\([^()\\n]*\\)[,.;:!]|\\s+(?:it|they)\\b))";

  private static final Pattern VERDICT =
      Pattern.compile("(?i)^[*_\"“]*(" + YES_OR_MAYBE + "|" + NO + ")");

  /** «The answer is ». */
  private static final Pattern STATEMENT = Pattern.compile("(?i)^(?:the )?answer is,?\\s+");

  /** «⏎Question:», «⏎**Note:**». */
  private static final Pattern RUNNING_ON =
      Pattern.compile("(?i)\\n[*_#\\s]*(?:question(?: ?\\d+)?|user|note)[*_]*:");

  /** «⏎Answer:», «⏎**Final answer:**». */
  private static final Pattern SECOND_ANSWER =
      Pattern.compile("(?i)\\n[*_#\\s]*(?:final )?answer[*_]*:");

  private static final Pattern SENTENCE_END =
      Pattern.compile("[.!?…][\"'”’»)\\]*_]*(?:\\s*[(\\[][^()\\[\\]]*[)\\]]\\.?)*$");

  /** The answer, or why the reply is none. */
  abstract Outcome<String> read(String question, String reply);

  /** Out of its wrapping, and without what the model says after its answer. */
  private static Outcome<String> begun(String reply) {
    String text = WRAPPING.remove(reply);
    Optional<String> leftover = ReplyProblem.in(text);
    if (leftover.isPresent()) {
      return malformed(leftover.get());
    }
    Matcher further = RUNNING_ON.matcher(text);
    String beginning = (further.find() ? text.substring(0, further.start()) : text).strip();
    if (beginning.isEmpty()) {
      return malformed("is blank");
    } else if (SECOND_ANSWER.matcher(beginning).find()) {
      return malformed(TWICE);
    }
    return Outcome.of(beginning);
  }

  private static Outcome<String> withVerdict(String begun) {
    String text = verdictFirst(begun);
    List<String> verdicts = text.lines().flatMap(AnswerFormat::verdict).distinct().toList();
    if (verdict(text).findAny().isEmpty()) {
      return malformed("does not begin with yes, no or maybe");
    } else if (verdicts.size() > 1) {
      return malformed(TWICE);
    }
    return whole(text);
  }

  private static Outcome<String> whole(String text) {
    boolean ends = ALONE.matcher(text).matches() || SENTENCE_END.matcher(text).find();
    return ends ? Outcome.of(text) : malformed("does not end with a sentence");
  }

  /** The verdict that a text begins with, in small letters, or nothing. */
  private static Stream<String> verdict(String text) {
    return VERDICT.matcher(text).results().map(found -> found.group(1).toLowerCase(Locale.ROOT));
  }

  /** «Yes. …» for «The answer is yes. …»; any other text as it is. */
  private static String verdictFirst(String text) {
    String rest = STATEMENT.matcher(text).replaceFirst("");
    if (rest.equals(text) || verdict(rest).findAny().isEmpty()) {
      return text;
    }
    return rest.substring(0, 1).toUpperCase(Locale.ROOT) + rest.substring(1);
  }

  private static Outcome<String> malformed(String problem) {
    return Outcome.rejected(MALFORMED, problem);
  }
}
