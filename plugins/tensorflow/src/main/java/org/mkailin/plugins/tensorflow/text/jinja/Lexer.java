package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mkailin.plugins.tensorflow.text.jinja.Token.Kind;

/**
 * Cuts a template into tokens, with Jinja2's white-space rules.
 *
 * <p>A line ending becomes {@code \n}, and the last one of the template is dropped. A «-» inside a
 * delimiter takes away all white space on its side. Otherwise a newline right behind a tag or
 * comment goes (trim_blocks), and so do blanks before one that is first on its line
 * (lstrip_blocks); «+» prevents either.
 */
final class Lexer {
  private static final String S = "[" + Values.SPACES + "]";
  private static final Pattern BEGIN = Pattern.compile("\\{([%{#])([-+]?)");
  private static final Pattern RAW =
      Pattern.compile("\\{%([-+]?)" + S + "*raw" + S + "*(?:-%\\}" + S + "*|%\\})");
  private static final Pattern END_RAW =
      Pattern.compile("\\{%([-+]?)" + S + "*endraw" + S + "*(?:\\+%\\}|-%\\}" + S + "*|%\\}\n?)");
  private static final Pattern END_COMMENT = Pattern.compile("(?:\\+#\\}|-#\\}" + S + "*|#\\}\n?)");
  private static final Pattern END_TAG = Pattern.compile("(?:\\+%\\}|-%\\}" + S + "*|%\\}\n?)");
  private static final Pattern END_OUTPUT = Pattern.compile("(?:-\\}\\}" + S + "*|\\}\\})");
  private static final Pattern SPACE = Pattern.compile(S + "+");
  private static final Pattern WORD =
      Pattern.compile(
          "(?<float>\\d+\\.\\d+)|(?<integer>\\d+)|(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)"
              + "|(?<string>'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\")"
              + "|(?<operator>//|\\*\\*|==|!=|>=|<=|[-+*/%~\\[\\](){}<>=.:|,])",
          Pattern.DOTALL);

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  // Where the line number was last counted, and what it was.
  private int countedTo;
  private int line = 1;

  Lexer(String source) {
    String lines = source.replace("\r\n", "\n").replace('\r', '\n');
    this.source = lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
  }

  /** All tokens; the last one is END. */
  List<Token> read() {
    Matcher begin = BEGIN.matcher(source);
    while (begin.find(at)) {
      readBlock(begin);
    }
    data(source.substring(at));
    at = source.length();
    add(Kind.END, "");
    return tokens;
  }

  private void readBlock(Matcher begin) {
    boolean output = begin.group(1).equals("{");
    String text = source.substring(at, begin.start());
    data(before(text, begin.group(2), output));
    at = begin.start();
    Matcher raw = RAW.matcher(source).region(at, source.length());
    if (begin.group(1).equals("#")) {
      Matcher end = END_COMMENT.matcher(source);
      if (!end.find(begin.end())) {
        throw error("a comment has no end «#}»");
      }
      at = end.end();
    } else if (raw.lookingAt()) {
      readRaw(raw);
    } else {
      add(output ? Kind.OUTPUT_BEGIN : Kind.TAG_BEGIN, begin.group());
      at = begin.end();
      readExpression(output ? END_OUTPUT : END_TAG, output ? Kind.OUTPUT_END : Kind.TAG_END);
    }
  }

  /** The text before a delimiter, as far as the delimiter's sign leaves it. */
  private String before(String text, String sign, boolean output) {
    if (sign.equals("-")) {
      return Values.stripEnd(text, Values.SPACES);
    }
    int lineStart = text.lastIndexOf('\n') + 1;
    boolean startsLine = lineStart > 0 || at == 0 || source.charAt(at - 1) == '\n';
    boolean blank = Values.strip(text.substring(lineStart), Values.SPACES).isEmpty();
    return !output && !sign.equals("+") && startsLine && blank
        ? text.substring(0, lineStart)
        : text;
  }

  private void readRaw(Matcher raw) {
    Matcher end = END_RAW.matcher(source);
    if (!end.find(raw.end())) {
      throw error("{% raw %} has no {% endraw %}");
    }
    at = raw.end();
    data(before(source.substring(raw.end(), end.start()), end.group(1), false));
    at = end.end();
  }

  private void readExpression(Pattern end, Kind endKind) {
    int depth = 0;
    while (true) {
      Matcher space = SPACE.matcher(source).region(at, source.length());
      if (space.lookingAt()) {
        at = space.end();
      }
      Matcher closing = end.matcher(source).region(at, source.length());
      if (depth == 0 && closing.lookingAt()) {
        add(endKind, closing.group().strip());
        at = closing.end();
        return;
      }
      Matcher word = WORD.matcher(source).region(at, source.length());
      if (!word.lookingAt()) {
        throw error(
            at == source.length()
                ? "an expression has no end"
                : String.format(Locale.ROOT, "«%c» is not expected here", source.charAt(at)));
      }
      depth += depth(word);
      addWord(word);
      at = word.end();
    }
  }

  private static int depth(Matcher word) {
    String operator = word.group("operator");
    if (operator == null) {
      return 0;
    }
    return "([{".contains(operator) ? 1 : ")]}".contains(operator) ? -1 : 0;
  }

  private void addWord(Matcher word) {
    if (word.group("string") != null) {
      String literal = word.group();
      add(Kind.STRING, StringLiteral.unescape(literal.substring(1, literal.length() - 1)));
    } else if (word.group("name") != null) {
      add(Kind.NAME, word.group());
    } else if (word.group("operator") != null) {
      add(Kind.OPERATOR, word.group());
    } else {
      add(word.group("float") != null ? Kind.FLOAT : Kind.INTEGER, word.group());
    }
  }

  private void data(String text) {
    if (!text.isEmpty()) {
      add(Kind.DATA, text);
    }
  }

  private void add(Kind kind, String text) {
    tokens.add(new Token(kind, text, line()));
  }

  private int line() {
    for (; countedTo < at; countedTo++) {
      if (source.charAt(countedTo) == '\n') {
        line++;
      }
    }
    return line;
  }

  private TemplateException error(String message) {
    return new TemplateException(message).at(line());
  }
}
