package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mkailin.plugins.tensorflow.text.jinja.Token.Kind;

/**
 * The operands of Jinja2's expressions: a value or {@code -a}; then its parts and calls, {@code
 * a.b}, {@code a[b]}, {@code a(b)}; then filters and tests, {@code a | filter}, {@code a is test}.
 */
final class OperandParser {
  private final TokenStream tokens;
  private final ExpressionParser expressions;

  OperandParser(TokenStream tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  /** An operand with its filters and tests. */
  Expression parse() {
    return parseUnary(true);
  }

  private Expression parseUnary(boolean filters) {
    Expression value;
    if (tokens.skipOperator("-")) {
      Expression negated = parseUnary(false);
      value = scope -> Operators.negate(negated.value(scope));
    } else {
      value = parsePrimary();
    }
    value = parsePostfix(value);
    return filters ? parseFilters(value) : value;
  }

  private Expression parsePrimary() {
    Token token = tokens.next();
    return switch (token.kind()) {
      case NAME -> name(token.text());
      case STRING -> string(token);
      case INTEGER -> constant(integer(token));
      case FLOAT -> constant(Double.valueOf(token.text()));
      case OPERATOR ->
          switch (token.text()) {
            case "(" -> parenthesis();
            case "[" -> list(items("]"));
            case "{" -> dict();
            default -> throw notAValue(token);
          };
      default -> throw notAValue(token);
    };
  }

  private static TemplateException notAValue(Token token) {
    return new TemplateException("a value was expected before " + token).at(token.line());
  }

  private static Long integer(Token token) {
    try {
      return Long.valueOf(token.text());
    } catch (NumberFormatException e) {
      throw new TemplateException("the number " + token.text() + " is too large").at(token.line());
    }
  }

  private static Expression name(String name) {
    return switch (name) {
      case "true", "True" -> constant(true);
      case "false", "False" -> constant(false);
      case "none", "None" -> scope -> null;
      default -> scope -> scope.get(name);
    };
  }

  /** String literals side by side are one. */
  private Expression string(Token first) {
    StringBuilder text = new StringBuilder(first.text());
    while (tokens.peekIs(Kind.STRING)) {
      text.append(tokens.next().text());
    }
    return constant(text.toString());
  }

  private static Expression constant(Object value) {
    return scope -> value;
  }

  private Expression parenthesis() {
    if (tokens.skipOperator(")")) {
      return list(List.of());
    }
    Expression value = expressions.parseTuple();
    tokens.expectOperator(")");
    return value;
  }

  static Expression list(List<Expression> items) {
    return scope -> {
      List<@Nullable Object> values = new ArrayList<>();
      items.forEach(item -> values.add(item.value(scope)));
      return values;
    };
  }

  private List<Expression> items(String end) {
    List<Expression> items = new ArrayList<>();
    while (!tokens.skipOperator(end)) {
      if (!items.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.skipOperator(end)) {
          break;
        }
      }
      items.add(expressions.parse());
    }
    return items;
  }

  private Expression dict() {
    Map<Expression, Expression> items = new LinkedHashMap<>();
    while (!tokens.skipOperator("}")) {
      if (!items.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.skipOperator("}")) {
          break;
        }
      }
      Expression key = expressions.parse();
      tokens.expectOperator(":");
      items.put(key, expressions.parse());
    }
    return scope -> {
      Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
      items.forEach((key, value) -> values.put(key.value(scope), value.value(scope)));
      return values;
    };
  }

  private Expression parsePostfix(Expression start) {
    Expression value = start;
    while (true) {
      Expression inner = value;
      if (tokens.skipOperator(".")) {
        value = part(inner);
      } else if (tokens.skipOperator("[")) {
        value = subscript(inner);
      } else if (tokens.peekOperator("(")) {
        value = call(inner);
      } else {
        return value;
      }
    }
  }

  private Expression part(Expression inner) {
    if (tokens.peekIs(Kind.INTEGER)) {
      Long index = integer(tokens.next());
      return scope -> Values.item(inner.value(scope), index);
    }
    String name = tokens.expect(Kind.NAME, "a name").text();
    return scope -> Values.attribute(inner.value(scope), name);
  }

  private Expression subscript(Expression inner) {
    List<Expression> bounds = new ArrayList<>();
    Expression none = scope -> null;
    Expression bound = none;
    while (!tokens.skipOperator("]")) {
      if (tokens.skipOperator(":")) {
        bounds.add(bound);
        bound = none;
      } else {
        bound = expressions.parse();
        if (!tokens.peekOperator(":") && !tokens.peekOperator("]")) {
          throw tokens.unexpected("«]»");
        }
      }
    }
    bounds.add(bound);
    if ((bounds.size() == 1 && bound == none) || bounds.size() > 3) {
      throw tokens.unexpected("an index");
    }
    Expression first = bounds.get(0);
    if (bounds.size() == 1) {
      return scope -> Values.item(inner.value(scope), first.value(scope));
    }
    Expression second = bounds.get(1);
    Expression third = bounds.size() == 3 ? bounds.get(2) : none;
    return scope ->
        Operators.slice(
            inner.value(scope), first.value(scope), second.value(scope), third.value(scope));
  }

  private Expression call(Expression inner) {
    ArgumentList arguments = arguments();
    return scope -> {
      Object callee = inner.value(scope);
      if (callee instanceof Function function) {
        return function.call(arguments.values(scope));
      } else if (callee instanceof Undefined undefined) {
        throw undefined.error();
      }
      throw new TemplateException(Values.typeOf(callee) + " cannot be called");
    };
  }

  /** The arguments of a call; the next token is «(». */
  private ArgumentList arguments() {
    tokens.expectOperator("(");
    ArgumentList arguments = new ArgumentList(new ArrayList<>(), new LinkedHashMap<>());
    while (!tokens.skipOperator(")")) {
      if (!arguments.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.skipOperator(")")) {
          break;
        }
      }
      if (tokens.peekIs(Kind.NAME) && tokens.peekSecond().is(Kind.OPERATOR, "=")) {
        String name = tokens.next().text();
        tokens.next();
        arguments.named().put(name, expressions.parse());
      } else {
        arguments.positional().add(expressions.parse());
      }
    }
    return arguments;
  }

  private Expression parseFilters(Expression start) {
    Expression value = start;
    while (true) {
      Expression inner = value;
      if (tokens.skipOperator("|")) {
        value = filter(inner);
      } else if (tokens.skipName("is")) {
        value = test(inner);
      } else if (tokens.peekOperator("(")) {
        value = call(inner);
      } else {
        return value;
      }
    }
  }

  private Expression filter(Expression inner) {
    String name = tokens.expect(Kind.NAME, "a filter").text();
    ArgumentList arguments = tokens.peekOperator("(") ? arguments() : ArgumentList.EMPTY;
    return scope -> Filters.apply(name, inner.value(scope), arguments.values(scope));
  }

  private Expression test(Expression inner) {
    boolean negated = tokens.skipName("not");
    String name = tokens.expect(Kind.NAME, "a test").text();
    ArgumentList arguments = testArguments();
    return scope -> Tests.passes(name, inner.value(scope), arguments.values(scope)) != negated;
  }

  private ArgumentList testArguments() {
    if (tokens.peekOperator("(")) {
      return arguments();
    }
    Token next = tokens.peek();
    boolean value =
        switch (next.kind()) {
          case STRING, INTEGER, FLOAT -> true;
          case NAME -> !Set.of("else", "or", "and", "if", "is", "in", "not").contains(next.text());
          case OPERATOR -> next.text().equals("[") || next.text().equals("{");
          default -> false;
        };
    return value
        ? new ArgumentList(List.of(parsePostfix(parsePrimary())), Map.of())
        : ArgumentList.EMPTY;
  }

  /** The expressions of a call's arguments. */
  private record ArgumentList(List<Expression> positional, Map<String, Expression> named) {
    static final ArgumentList EMPTY = new ArgumentList(List.of(), Map.of());

    boolean isEmpty() {
      return positional.isEmpty() && named.isEmpty();
    }

    Arguments values(Scope scope) {
      List<@Nullable Object> values = new ArrayList<>();
      positional.forEach(argument -> values.add(argument.value(scope)));
      Map<String, @Nullable Object> byName = new LinkedHashMap<>();
      named.forEach((name, argument) -> byName.put(name, argument.value(scope)));
      return new Arguments(values, byName);
    }
  }
}
