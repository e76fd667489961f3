package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jinja2's tests, what may follow «is». */
final class Tests {
  private Tests() {}

  static boolean passes(String name, @Nullable Object value, Arguments arguments) {
    return switch (name) {
      case "equalto", "eq", "==" -> Values.equal(value, argument(name, arguments));
      case "ne", "!=" -> !Values.equal(value, argument(name, arguments));
      case "in" -> Values.contains(argument(name, arguments), value);
      case "gt", "greaterthan", ">" -> Values.compare(value, argument(name, arguments)) > 0;
      case "ge", ">=" -> Values.compare(value, argument(name, arguments)) >= 0;
      case "lt", "lessthan", "<" -> Values.compare(value, argument(name, arguments)) < 0;
      case "le", "<=" -> Values.compare(value, argument(name, arguments)) <= 0;
      case "divisibleby" -> integer(name, value) % arguments.integer(0, "num", 1) == 0;
      default -> {
        arguments.require("the test «" + name + "»", 0);
        yield plain(name, value);
      }
    };
  }

  private static boolean plain(String name, @Nullable Object value) {
    return switch (name) {
      case "defined" -> !(value instanceof Undefined);
      case "undefined" -> value instanceof Undefined;
      case "none" -> value == null;
      case "string" -> value instanceof String;
      case "mapping" -> value instanceof Map;
      case "sequence", "iterable" ->
          value instanceof String
              || value instanceof List
              || value instanceof Map
              || value instanceof Undefined;
      case "number" -> value instanceof Number || value instanceof Boolean;
      case "integer" -> value instanceof Long;
      case "float" -> value instanceof Double;
      case "boolean" -> value instanceof Boolean;
      case "true" -> Boolean.TRUE.equals(value);
      case "false" -> Boolean.FALSE.equals(value);
      case "callable" -> value instanceof Function;
      case "odd" -> integer(name, value) % 2 != 0;
      case "even" -> integer(name, value) % 2 == 0;
      default -> throw new TemplateException("the test «" + name + "» is not supported");
    };
  }

  private static @Nullable Object argument(String name, Arguments arguments) {
    if (arguments.positional().size() != 1 || !arguments.named().isEmpty()) {
      throw new TemplateException("the test «" + name + "» needs one value to compare with");
    }
    return arguments.positional().get(0);
  }

  private static long integer(String name, @Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw new TemplateException(
        String.format(
            Locale.ROOT, "the test «%s» needs an integer, not %s", name, Values.typeOf(value)));
  }
}
