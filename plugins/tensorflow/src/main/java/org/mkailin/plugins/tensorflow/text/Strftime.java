package org.mkailin.plugins.tensorflow.text;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Dates in the words of Python's strftime, in English. */
final class Strftime {
  private static final Map<Character, String> PATTERNS =
      Map.ofEntries(
          Map.entry('Y', "yyyy"),
          Map.entry('y', "yy"),
          Map.entry('m', "MM"),
          Map.entry('B', "MMMM"),
          Map.entry('b', "MMM"),
          Map.entry('d', "dd"),
          Map.entry('A', "EEEE"),
          Map.entry('a', "EEE"),
          Map.entry('H', "HH"),
          Map.entry('M', "mm"),
          Map.entry('S', "ss"),
          Map.entry('j', "DDD"));

  private Strftime() {}

  /**
   * The time in that format.
   *
   * @throws IllegalArgumentException if the format has a directive that is not supported
   */
  static String format(LocalDateTime time, String format) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        text.append(c);
        continue;
      }
      char directive = ++i < format.length() ? format.charAt(i) : ' ';
      String pattern = PATTERNS.get(directive);
      if (pattern != null) {
        text.append(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time));
      } else if (directive == '%') {
        text.append('%');
      } else {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "strftime_now(\"%s\"): «%%%c» is not supported", format, directive));
      }
    }
    return text.toString();
  }
}
