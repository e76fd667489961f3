package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.List;
import org.mkailin.plugins.tensorflow.text.jinja.Token.Kind;

/** The tokens that a parser has still to read. */
final class TokenStream {
  private final List<Token> tokens;
  private int at;

  TokenStream(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The token behind the next one. */
  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  boolean peekIs(Kind kind) {
    return peek().kind() == kind;
  }

  boolean peekOperator(String sign) {
    return peek().is(Kind.OPERATOR, sign);
  }

  boolean peekName(String name) {
    return peek().is(Kind.NAME, name);
  }

  /** Takes the operator if it comes next. */
  boolean skipOperator(String sign) {
    boolean there = peekOperator(sign);
    at += there ? 1 : 0;
    return there;
  }

  /** Takes the word if it comes next. */
  boolean skipName(String name) {
    boolean there = peekName(name);
    at += there ? 1 : 0;
    return there;
  }

  Token expect(Kind kind, String what) {
    if (!peekIs(kind)) {
      throw unexpected(what);
    }
    return next();
  }

  void expectOperator(String sign) {
    if (!skipOperator(sign)) {
      throw unexpected("«" + sign + "»");
    }
  }

  void expectName(String name) {
    if (!skipName(name)) {
      throw unexpected("«" + name + "»");
    }
  }

  TemplateException unexpected(String wanted) {
    return new TemplateException(wanted + " was expected before " + peek()).at(peek().line());
  }
}
