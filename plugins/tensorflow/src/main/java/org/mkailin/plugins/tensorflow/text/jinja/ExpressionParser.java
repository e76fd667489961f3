package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mkailin.plugins.tensorflow.text.jinja.Token.Kind;

/**
 * Jinja2's expressions, one method for each level of binding, the loosest first:
 *
 * <pre>
 * condition  a if b else c
 * or         a or b
 * and        a and b
 * not        not a
 * comparison a == b, a in b, …
 * sum        a + b, a - b
 * join       a ~ b
 * product    a * b, a / b, a // b, a % b
 * </pre>
 *
 * What binds tighter is an operand; see {@link OperandParser}.
 */
final class ExpressionParser {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  private final TokenStream tokens;
  private final OperandParser operands;

  ExpressionParser(TokenStream tokens) {
    this.tokens = tokens;
    operands = new OperandParser(tokens, this);
  }

  /** An expression, or several with commas between them, which make a list. */
  Expression parseTuple() {
    Expression first = parse();
    if (!tokens.peekOperator(",")) {
      return first;
    }
    List<Expression> items = new ArrayList<>(List.of(first));
    while (tokens.skipOperator(",")) {
      if (endsHere()) {
        break;
      }
      items.add(parse());
    }
    return OperandParser.list(items);
  }

  private boolean endsHere() {
    return tokens.peekIs(Kind.TAG_END)
        || tokens.peekIs(Kind.OUTPUT_END)
        || tokens.peekOperator(")")
        || tokens.peekOperator("=");
  }

  Expression parse() {
    Expression value = parseOr();
    while (tokens.skipName("if")) {
      Expression then = value;
      Expression condition = parseOr();
      Expression otherwise =
          tokens.skipName("else")
              ? parse()
              : scope -> new Undefined("the inline if has no else, and was false");
      value =
          scope ->
              Values.truth(condition.value(scope)) ? then.value(scope) : otherwise.value(scope);
    }
    return value;
  }

  /** An expression without an inline «if», as in the tags «if» and «for». */
  Expression parseOr() {
    Expression value = parseAnd();
    while (tokens.skipName("or")) {
      Expression left = value;
      Expression right = parseAnd();
      value =
          scope -> {
            Object first = left.value(scope);
            return Values.truth(first) ? first : right.value(scope);
          };
    }
    return value;
  }

  private Expression parseAnd() {
    Expression value = parseNot();
    while (tokens.skipName("and")) {
      Expression left = value;
      Expression right = parseNot();
      value =
          scope -> {
            Object first = left.value(scope);
            return Values.truth(first) ? right.value(scope) : first;
          };
    }
    return value;
  }

  private Expression parseNot() {
    if (tokens.skipName("not")) {
      Expression value = parseNot();
      return scope -> !Values.truth(value.value(scope));
    }
    return parseComparison();
  }

  private Expression parseComparison() {
    Expression left = parseSum();
    String sign = comparison();
    if (sign == null) {
      return left;
    }
    Expression right = parseSum();
    if (comparison() != null) {
      throw tokens.unexpected("«and», for comparisons in a chain are not supported,");
    }
    return scope -> compare(sign, left.value(scope), right.value(scope));
  }

  private @Nullable String comparison() {
    if (tokens.peekIs(Kind.OPERATOR) && COMPARISONS.contains(tokens.peek().text())) {
      return tokens.next().text();
    } else if (tokens.skipName("in")) {
      return "in";
    } else if (tokens.peekName("not") && tokens.peekSecond().is(Kind.NAME, "in")) {
      tokens.next();
      tokens.next();
      return "not in";
    }
    return null;
  }

  private static boolean compare(String sign, @Nullable Object left, @Nullable Object right) {
    return switch (sign) {
      case "==" -> Values.equal(left, right);
      case "!=" -> !Values.equal(left, right);
      case "in" -> Values.contains(right, left);
      case "not in" -> !Values.contains(right, left);
      case "<" -> Values.compare(left, right) < 0;
      case "<=" -> Values.compare(left, right) <= 0;
      case ">" -> Values.compare(left, right) > 0;
      default -> Values.compare(left, right) >= 0;
    };
  }

  private Expression parseSum() {
    Expression value = parseJoin();
    while (tokens.peekOperator("+") || tokens.peekOperator("-")) {
      value = operation(tokens.next().text(), value, parseJoin());
    }
    return value;
  }

  private Expression parseJoin() {
    Expression value = parseProduct();
    while (tokens.skipOperator("~")) {
      Expression left = value;
      Expression right = parseProduct();
      value = scope -> Values.text(left.value(scope)) + Values.text(right.value(scope));
    }
    return value;
  }

  private Expression parseProduct() {
    Expression value = operands.parse();
    while (tokens.peekOperator("*")
        || tokens.peekOperator("/")
        || tokens.peekOperator("//")
        || tokens.peekOperator("%")) {
      value = operation(tokens.next().text(), value, operands.parse());
    }
    return value;
  }

  private static Expression operation(String sign, Expression left, Expression right) {
    return scope -> Operators.apply(sign, left.value(scope), right.value(scope));
  }
}
