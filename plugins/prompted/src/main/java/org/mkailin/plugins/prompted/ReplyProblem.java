package org.mkailin.plugins.prompted;

import java.util.Optional;
import java.util.regex.Pattern;

/** What shows, once its {@link Wrapping} is off, that a reply is not what was asked for. */
final class ReplyProblem {
  private ReplyProblem() {}

  /** «{@code <think>Let me see.}», cut off before its end. */
  private static final Pattern THOUGHT = Pattern.compile("(?i)</?think\\b");

  /** «I'm sorry, but …», «Sorry, …», «I apologise …», «My apologies …». */
  private static final Pattern APOLOGY =
      Pattern.compile(
          "(?i)^(?:(?:i['’]m|i am) (?:very )?sorry|sorry|i apologi[sz]e|my apologies)\\b");

  /** «I cannot …», «Unfortunately, I can't …», «I am unable to …», «As an AI …». */
  private static final Pattern REFUSAL =
      Pattern.compile(
          "(?i)^(?:(?:unfortunately, )?i (?:cannot|can not|can['’]t)"
              + "|(?:i['’]m|i am) (?:unable|not able)|as an ai)\\b");

  /** «Could you please provide …», «Please share …». */
  private static final Pattern REQUEST =
      Pattern.compile(
          "(?i)^(?:(?:can|could|would) you (?:please )?|please )(?:provide|give|share|send)\\b");

  /** «Title: …», «**Context 1:** …». */
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)^[*_#\\s]*(?:title|abstract|context|question|answer|topic|note|user|human|system)"
              + "(?: ?\\d+)?[*_]*:");

  /** What is wrong with a text, as the rest of a sentence about it. */
  static Optional<String> in(String text) {
    if (THOUGHT.matcher(text).find()) {
      return Optional.of("holds a thought without its end");
    } else if (APOLOGY.matcher(text).find()
        || REFUSAL.matcher(text).find()
        || REQUEST.matcher(text).find()) {
      return Optional.of("refuses");
    } else if (LABEL.matcher(text).find()) {
      return Optional.of("begins with a label");
    }
    return Optional.empty();
  }
}
