package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Jinja2's filters, as far as chat templates use them. */
final class Filters {
  private static final Set<String> WITHOUT_ARGUMENTS =
      Set.of(
          "length",
          "count",
          "upper",
          "lower",
          "capitalize",
          "first",
          "last",
          "string",
          "safe",
          "int",
          "list",
          "reverse",
          "items");

  private Filters() {}

  static @Nullable Object apply(String name, @Nullable Object value, Arguments arguments) {
    return switch (name) {
      case "default", "d" -> otherwise(value, arguments);
      case "trim" -> {
        arguments.require(name, 1, "chars");
        yield Values.strip(
            Values.text(value),
            arguments.count() == 0 ? Values.SPACES : arguments.text(0, "chars"));
      }
      case "replace" -> Methods.replace(Values.text(value), arguments);
      case "join" -> join(value, arguments);
      case "tojson" -> Json.write(value, arguments);
      case "map" -> map(value, arguments);
      case "select" -> filter(value, arguments, false, true);
      case "reject" -> filter(value, arguments, false, false);
      case "selectattr" -> filter(value, arguments, true, true);
      case "rejectattr" -> filter(value, arguments, true, false);
      default -> {
        if (!WITHOUT_ARGUMENTS.contains(name)) {
          throw new TemplateException("the filter «" + name + "» is not supported");
        }
        arguments.require("the filter «" + name + "»", 0);
        yield plain(name, value);
      }
    };
  }

  private static @Nullable Object plain(String name, @Nullable Object value) {
    return switch (name) {
      case "length", "count" -> Values.length(value);
      case "upper" -> Values.text(value).toUpperCase(Locale.ROOT);
      case "lower" -> Values.text(value).toLowerCase(Locale.ROOT);
      case "capitalize" -> Methods.capitalize(Values.text(value));
      case "first" -> end(Values.items(value), 0);
      case "last" -> end(Values.items(value), Values.items(value).size() - 1);
      case "string", "safe" -> Values.text(value);
      case "int" -> integer(value);
      case "list" -> Values.items(value);
      case "reverse" -> reverse(value);
      default -> value instanceof Map<?, ?> map ? Methods.items(map) : noItems(value);
    };
  }

  private static List<@Nullable Object> noItems(@Nullable Object value) {
    if (value instanceof Undefined) {
      return List.of();
    }
    throw new TemplateException("the filter «items» needs a dict, not " + Values.typeOf(value));
  }

  private static @Nullable Object otherwise(@Nullable Object value, Arguments arguments) {
    arguments.require("default", 2, "default_value", "boolean");
    boolean falseToo = Values.truth(arguments.get(1, "boolean", false));
    boolean given = falseToo ? Values.truth(value) : !(value instanceof Undefined);
    return given ? value : arguments.get(0, "default_value", "");
  }

  private static @Nullable Object end(List<@Nullable Object> items, int place) {
    return items.isEmpty() ? new Undefined("there is no item") : items.get(place);
  }

  private static String join(@Nullable Object value, Arguments arguments) {
    arguments.require("join", 2, "d", "attribute");
    Object name = arguments.get(1, "attribute", null);
    return Values.items(value).stream()
        .map(item -> Values.text(name == null ? item : Values.item(item, name)))
        .collect(Collectors.joining(Values.text(arguments.get(0, "d", ""))));
  }

  private static Object integer(@Nullable Object value) {
    if (value instanceof Long) {
      return value;
    } else if (value instanceof String text && text.matches("[-+]?\\d{1,18}")) {
      return Long.valueOf(text);
    }
    throw new TemplateException(
        "the filter «int» on " + Values.typeOf(value) + " is not supported");
  }

  private static Object reverse(@Nullable Object value) {
    if (value instanceof String text) {
      return new StringBuilder(text).reverse().toString();
    }
    List<@Nullable Object> items = new ArrayList<>(Values.items(value));
    Collections.reverse(items);
    return items;
  }

  private static Object map(@Nullable Object value, Arguments arguments) {
    List<@Nullable Object> mapped = new ArrayList<>();
    for (Object item : Values.items(value)) {
      if (arguments.has(1, "attribute") && arguments.positional().isEmpty()) {
        arguments.require("map", 2, "attribute", "default");
        Object part = Values.item(item, arguments.text(1, "attribute"));
        mapped.add(part instanceof Undefined ? arguments.get(2, "default", part) : part);
      } else {
        mapped.add(apply(arguments.text(0, "filter"), item, rest(arguments, 1)));
      }
    }
    return mapped;
  }

  /** Items whose test, on themselves or on a part of them, comes out as wanted. */
  private static Object filter(
      @Nullable Object value, Arguments arguments, boolean part, boolean wanted) {
    List<@Nullable Object> kept = new ArrayList<>();
    int test = part ? 1 : 0;
    for (Object item : Values.items(value)) {
      Object tested = part ? Values.item(item, arguments.text(0, "attribute")) : item;
      boolean passes =
          arguments.positional().size() > test
              ? Tests.passes(arguments.text(test, "test"), tested, rest(arguments, test + 1))
              : Values.truth(tested);
      if (passes == wanted) {
        kept.add(item);
      }
    }
    return kept;
  }

  private static Arguments rest(Arguments arguments, int from) {
    List<@Nullable Object> positional = arguments.positional();
    return new Arguments(positional.subList(from, positional.size()), arguments.named());
  }
}
