package org.mkailin.plugins.prompted;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What models put around what they were asked for: a label, quotation marks, Markdown; and around
 * one line also a line that leads to it, and a number.
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
          new Marks("`", "`"));

  private static final String LABEL = "[*_#\\s]*(?:%s)[*_]*\\s*:(?:\\*\\*|__|[*_])?\\s*";
  private static final String LEAD_IN = "[^\\n?]{0,200}:[*_]*[ \\t]*\\n\\s*";
  private static final String NUMBER = "\\d{1,2}[.)]\\s+";

  private final Pattern prefix;

  private Wrapping(String prefix) {
    this.prefix = Pattern.compile("(?i)^(?:" + prefix + ")");
  }

  /**
   * What stands around a text.
   *
   * @param label regular expression of the label without its colon, such as «answer»
   */
  static Wrapping ofText(String label) {
    return new Wrapping(LABEL.formatted(label));
  }

  /** What stands around a text that is one line. */
  static Wrapping ofLine(String label) {
    return new Wrapping(LABEL.formatted(label) + "|" + LEAD_IN + "|" + NUMBER);
  }

  /** The text inside all wrappings, without white space at its ends. */
  String remove(String reply) {
    String before;
    String text = reply.strip();
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
