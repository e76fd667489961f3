package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mkailin.plugins.tensorflow.text.jinja.Token.Kind;

/** Jinja2's statements: text, output, and the tags for, if, set, macro, break, continue. */
final class StatementParser {
  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private int loops;

  StatementParser(List<Token> tokens) {
    this.tokens = new TokenStream(tokens);
    expressions = new ExpressionParser(this.tokens);
  }

  /** The whole template. */
  Node parse() {
    Node body = parseUntil(Set.of());
    if (!tokens.peekIs(Kind.END)) {
      throw tokens.unexpected("the end of the template");
    }
    return body;
  }

  /** Statements up to one of the tags, whose name is then the next token; or up to the end. */
  private Node parseUntil(Set<String> ends) {
    List<Node> nodes = new ArrayList<>();
    while (!tokens.peekIs(Kind.END)) {
      Token token = tokens.next();
      if (token.kind() == Kind.DATA) {
        nodes.add((scope, out) -> out.append(token.text()));
      } else if (token.kind() == Kind.OUTPUT_BEGIN) {
        nodes.add(placed(output(), token.line()));
      } else if (tokens.peekIs(Kind.NAME) && ends.contains(tokens.peek().text())) {
        return all(nodes);
      } else {
        nodes.add(placed(tag(), token.line()));
      }
    }
    if (!ends.isEmpty()) {
      throw tokens.unexpected(
          "{% " + String.join(" %} or {% ", ends.stream().sorted().toList()) + " %}");
    }
    return all(nodes);
  }

  private static Node all(List<Node> nodes) {
    return (scope, out) -> {
      for (Node node : nodes) {
        node.render(scope, out);
      }
    };
  }

  /** A node whose errors name its line. */
  private static Node placed(Node node, int line) {
    return (scope, out) -> {
      try {
        node.render(scope, out);
      } catch (TemplateException e) {
        throw e.at(line);
      } catch (ArithmeticException e) {
        throw new TemplateException(String.valueOf(e.getMessage())).at(line);
      }
    };
  }

  private Node output() {
    Expression value = expressions.parseTuple();
    tokens.expect(Kind.OUTPUT_END, "«}}»");
    return (scope, out) -> out.append(Values.text(value.value(scope)));
  }

  private Node tag() {
    Token name = tokens.expect(Kind.NAME, "a tag's name");
    return switch (name.text()) {
      case "if" -> parseIf();
      case "for" -> parseFor();
      case "set" -> parseSet();
      case "macro" -> parseMacro();
      case "generation" -> parseGeneration();
      case "break" -> leave(name, true);
      case "continue" -> leave(name, false);
      default ->
          throw new TemplateException("the tag {% " + name.text() + " %} is not supported here")
              .at(name.line());
    };
  }

  private void endTag() {
    tokens.expect(Kind.TAG_END, "«%}»");
  }

  private void endTag(String name) {
    tokens.expectName(name);
    endTag();
  }

  private Node parseIf() {
    Expression condition = expressions.parseOr();
    endTag();
    Node then = parseUntil(Set.of("elif", "else", "endif"));
    Node otherwise;
    if (tokens.skipName("elif")) {
      otherwise = parseIf();
    } else if (tokens.skipName("else")) {
      endTag();
      otherwise = parseUntil(Set.of("endif"));
      endTag("endif");
    } else {
      otherwise = (scope, out) -> {};
      endTag("endif");
    }
    return (scope, out) ->
        (Values.truth(condition.value(scope)) ? then : otherwise).render(scope, out);
  }

  private Node parseFor() {
    Target target = target();
    tokens.expectName("in");
    Expression items = expressions.parseOr();
    Expression filter = tokens.skipName("if") ? expressions.parse() : scope -> true;
    if (tokens.peekName("recursive")) {
      throw tokens.unexpected("«%}», for recursive loops are not supported,");
    }
    endTag();
    loops++;
    Node body = parseUntil(Set.of("else", "endfor"));
    loops--;
    Node otherwise = (scope, out) -> {};
    if (tokens.skipName("else")) {
      endTag();
      otherwise = parseUntil(Set.of("endfor"));
    }
    endTag("endfor");
    return new ForLoop(target, items, filter, body, otherwise);
  }

  private Node leave(Token name, boolean last) {
    endTag();
    if (loops == 0) {
      throw new TemplateException("{% " + name.text() + " %} is outside a loop").at(name.line());
    }
    return (scope, out) -> {
      throw new LoopExit(last);
    };
  }

  private Node parseSet() {
    Target target = target();
    if (tokens.skipOperator("=")) {
      Expression value = expressions.parseTuple();
      endTag();
      return (scope, out) -> target.set(scope, value.value(scope));
    }
    endTag();
    Node body = parseUntil(Set.of("endset"));
    endTag("endset");
    return (scope, out) -> target.set(scope, text(body, scope.child()));
  }

  private static String text(Node body, Scope scope) {
    StringBuilder text = new StringBuilder();
    body.render(scope, text);
    return text.toString();
  }

  /** One or several variables, in parentheses or not, or a part of a namespace. */
  private Target target() {
    boolean parenthesis = tokens.skipOperator("(");
    List<String> names = new ArrayList<>();
    do {
      names.add(tokens.expect(Kind.NAME, "a variable's name").text());
    } while (tokens.skipOperator(","));
    if (parenthesis) {
      tokens.expectOperator(")");
    }
    String first = names.get(0);
    if (names.size() == 1 && tokens.skipOperator(".")) {
      return new Target.Part(first, tokens.expect(Kind.NAME, "a name").text());
    }
    return names.size() == 1 ? new Target.Variable(first) : new Target.Variables(names);
  }

  private Node parseMacro() {
    String name = tokens.expect(Kind.NAME, "a macro's name").text();
    Map<String, @Nullable Expression> parameters = new LinkedHashMap<>();
    tokens.expectOperator("(");
    while (!tokens.skipOperator(")")) {
      if (!parameters.isEmpty()) {
        tokens.expectOperator(",");
      }
      String parameter = tokens.expect(Kind.NAME, "a parameter").text();
      parameters.put(parameter, tokens.skipOperator("=") ? expressions.parse() : null);
    }
    endTag();
    int outer = loops;
    loops = 0;
    Node body = parseUntil(Set.of("endmacro"));
    loops = outer;
    endTag("endmacro");
    return (scope, out) -> scope.set(name, new Macro(name, parameters, body, scope));
  }

  /** transformers marks with this what an assistant wrote; it prints its body. */
  private Node parseGeneration() {
    endTag();
    Node body = parseUntil(Set.of("endgeneration"));
    endTag("endgeneration");
    return (scope, out) -> body.render(scope.child(), out);
  }
}
