package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.Locale;

/** Strings as Python writes them. */
final class StringLiteral {
  private static final String ESCAPED = "\n\\'\"abfnrtv";
  private static final String MEANT = "\0\\'\"\u0007\b\f\n\r\t\u000b";

  private StringLiteral() {}

  /** What stands between the quotes, with Python's escapes replaced; others stay as they are. */
  static String unescape(String literal) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escape = literal.charAt(++i);
      int digits = escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
      int simple = ESCAPED.indexOf(escape);
      if (digits > 0) {
        text.appendCodePoint(codePoint(literal, i + 1, digits));
        i += digits;
      } else if ((escape >= '0' && escape <= '7') || escape == 'N') {
        throw new TemplateException("the escape «\\" + escape + "» is not supported");
      } else if (simple > 0) {
        text.append(MEANT.charAt(simple));
      } else if (simple < 0) {
        text.append(c).append(escape);
      }
    }
    return text.toString();
  }

  private static int codePoint(String literal, int from, int digits) {
    try {
      int code = Integer.parseInt(literal.substring(from, from + digits), 16);
      if (Character.isValidCodePoint(code)) {
        return code;
      }
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      // Told below, with the escape.
    }
    throw new TemplateException("«" + literal.substring(from - 2) + "» is no character");
  }

  /** The text as Python's repr() writes it. */
  static String repr(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder literal = new StringBuilder().append(quote);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                case '\\' -> literal.append("\\\\");
                default -> {
                  if (c == quote) {
                    literal.append('\\');
                  }
                  appendPrintable(literal, c);
                }
              }
            });
    return literal.append(quote).toString();
  }

  private static void appendPrintable(StringBuilder literal, int c) {
    boolean printable =
        switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          case Character.SPACE_SEPARATOR -> c == ' ';
          default -> true;
        };
    if (printable) {
      literal.appendCodePoint(c);
    } else {
      literal.append(
          c < 0x100
              ? String.format(Locale.ROOT, "\\x%02x", c)
              : c < 0x10000
                  ? String.format(Locale.ROOT, "\\u%04x", c)
                  : String.format(Locale.ROOT, "\\U%08x", c));
    }
  }
}
