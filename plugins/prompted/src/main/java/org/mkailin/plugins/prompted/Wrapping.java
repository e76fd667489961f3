package org.mkailin.plugins.prompted;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What models put around what they were asked for: thoughts, a greeting, a label, quotation marks,
 * Markdown; and around a question also a line that leads to it, a bullet and a number.
 *
 * <p>What it cannot take off, {@link ReplyProblem} finds.
 */
final class Wrapping {
  private record Marks(String open, String close) {}

  private static final List<Marks> MARKS =
      List.of(
          new Marks("\"", "\""),
          new Marks("“", "”"),
          new Marks("«", "»"),
          new Marks("'", "'"),
          new Marks("‘", "’"),
          new Marks("**", "**"),
          new Marks("*", "*"),
          new Marks("__", "__"),
          new Marks("_", "_"),
          new Marks("`", "`"));

  /** «{@code <think>Let me see.</think>}»; some models leave out the beginning. */
  private static final Pattern THOUGHTS = Pattern.compile("(?is)^.*</think>");

  /** «Question:», «**Question:**», «### Question⏎», «The final answer:». */
  private static final String LABEL =
      "[*_#\\s]*(?:(?:the|final|research) ){0,2}(?:%s)[*_]*\\s*(?::(?:\\*\\*|__|[*_])?\\s*|\\n\\s*)";

  /** «Assistant:». */
  private static final String SPEAKER = "assistant:\\s*";

  /** «- », «• », «{@code > }». */
  private static final String BULLET = "(?:[-*•]\\s+|>\\s*)";

  /** «### ». */
  private static final String HEADING = "#{1,6}\\s+";

  /** «1. », «1) », «1: », «Q1. »; not «Q10: », which is a coenzyme. */
  private static final String NUMBER = "(?:\\d{1,2}[.):]|q\\d?[.])\\s+";

  // Not «OK-432», a drug.
  private static final String GREETING =
      "(?:sure|here(?:['’]s)?|certainly|of course|ok|okay)(?=[\\s,.!:])";

  /** «Sure! ». */
  private static final String INTERJECTION = GREETING + "[.!]\\s+";

  /** «Certainly, this is it: », «Here's one!⏎», «Okay, ». */
  private static final String GREETING_TO_A_QUESTION =
      "[*_]*"
          + GREETING
          + "(?:[^\\n?.!]{0,200}?:[*_]*\\s+|[^\\n?]{0,200}?[.!][*_]*[ \\t]*\\n\\s*|,\\s+)";

  /** «My question: », «Title: Papain. Question (yes/no): »; not «Does one question: …». */
  private static final String LEAD_IN_TO_A_QUESTION =
      String.format(
          Locale.ROOT,
          "(?!(?:%s)\\b)[^\\n?]{0,200}?\\bquestion\\b[^\\n?:]{0,80}:[*_]*\\s*",
          QuestionWords.ANY);

  /** Any line that ends in a colon. */
  private static final String LEADING_LINE = "[^\\n?]{0,200}:[*_]*[ \\t]*\\n\\s*";

  private final Pattern prefix;

  private Wrapping(String... prefixes) {
    this.prefix = Pattern.compile("(?i)^(?:" + String.join("|", prefixes) + ")");
  }

  /**
   * What stands around a text.
   *
   * @param noun regular expression of what the text calls itself, such as «answer»
   */
  static Wrapping ofText(String noun) {
    return new Wrapping(
        String.format(Locale.ROOT, LABEL, noun), SPEAKER, INTERJECTION, leadInToA(noun));
  }

  /**
   * «Here is the answer: », «Based on the contexts, the answer is: »; not «The answer is yes: ».
   */
  private static String leadInToA(String noun) {
    return String.format(
        Locale.ROOT,
        "(?:%s|based on|the|my)\\b[^\\n.?!:]{0,200}?\\b(?:%s)"
            + "(?: is| (?:to|from|based on)\\b[^\\n.?!:]{0,80})?:[*_]*\\s+",
        GREETING,
        noun);
  }

  /** What stands around a question, which is one line. */
  static Wrapping ofQuestion() {
    return new Wrapping(
        BULLET,
        HEADING,
        NUMBER,
        String.format(Locale.ROOT, LABEL, "question(?: ?\\d+)?|q\\d?"),
        SPEAKER,
        INTERJECTION,
        GREETING_TO_A_QUESTION,
        LEAD_IN_TO_A_QUESTION,
        LEADING_LINE);
  }

  /** The text inside all wrappings, without white space at its ends. */
  String remove(String reply) {
    String before;
    String text = THOUGHTS.matcher(reply).replaceFirst("").strip();
    do {
      before = text;
      text = prefix.matcher(unmarked(text)).replaceFirst("").strip();
    } while (!text.equals(before));
    return text;
  }

  /** Without one pair of marks, if they stand around the whole text and nowhere within. */
  private static String unmarked(String text) {
    for (Marks marks : MARKS) {
      int from = marks.open().length();
      int to = text.length() - marks.close().length();
      if (from < to && text.startsWith(marks.open()) && text.endsWith(marks.close())) {
        String inner = text.substring(from, to);
        if (!inner.contains(marks.open()) && !inner.contains(marks.close())) {
          return inner;
        }
      }
    }
    return text;
  }
}
