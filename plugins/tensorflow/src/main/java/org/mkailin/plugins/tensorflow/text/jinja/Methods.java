package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Python's methods of strings and dicts; those that change a value are forbidden there too. */
final class Methods {
  private static final Set<String> OF_STRINGS =
      Set.of(
          "strip",
          "lstrip",
          "rstrip",
          "split",
          "startswith",
          "endswith",
          "upper",
          "lower",
          "title",
          "capitalize",
          "replace",
          "join",
          "find",
          "count",
          "removeprefix",
          "removesuffix",
          "splitlines");
  private static final Set<String> OF_DICTS = Set.of("get", "items", "keys", "values");
  private static final Pattern WORD = Pattern.compile("\\p{L}+");

  private Methods() {}

  static boolean has(@Nullable Object value, String name) {
    return (value instanceof String && OF_STRINGS.contains(name))
        || (value instanceof Map && OF_DICTS.contains(name));
  }

  static @Nullable Object call(@Nullable Object value, String name, Arguments arguments) {
    arguments.require(name + "()", 3);
    return value instanceof Map<?, ?> map
        ? call(map, name, arguments)
        : call(Values.text(value), name, arguments);
  }

  private static @Nullable Object call(Map<?, ?> map, String name, Arguments arguments) {
    return switch (name) {
      case "get" -> {
        Object key = arguments.text(0, "key");
        yield map.containsKey(key) ? map.get(key) : arguments.get(1, "default", null);
      }
      case "items" -> items(map);
      case "keys" -> new ArrayList<>(map.keySet());
      default -> new ArrayList<>(map.values());
    };
  }

  /** The entries of a dict, each a list of key and value. */
  static List<@Nullable Object> items(Map<?, ?> map) {
    return map.entrySet().stream()
        .map(entry -> Arrays.<@Nullable Object>asList(entry.getKey(), entry.getValue()))
        .collect(Collectors.toList());
  }

  private static Object call(String text, String name, Arguments arguments) {
    return switch (name) {
      case "strip" -> Values.strip(text, characters(arguments));
      case "lstrip" -> Values.stripStart(text, characters(arguments));
      case "rstrip" -> Values.stripEnd(text, characters(arguments));
      case "split" -> split(text, arguments);
      case "splitlines" -> text.lines().collect(Collectors.toList());
      case "startswith" -> text.startsWith(arguments.text(0, "prefix"));
      case "endswith" -> text.endsWith(arguments.text(0, "suffix"));
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "title" -> WORD.matcher(text).replaceAll(word -> capitalize(word.group()));
      case "capitalize" -> capitalize(text);
      case "replace" -> replace(text, arguments);
      case "join" -> join(text, arguments.get(0, "iterable", List.of()));
      case "find" -> find(text, arguments.text(0, "sub"));
      case "count" -> (long) text.split(Pattern.quote(arguments.text(0, "sub")), -1).length - 1;
      case "removeprefix" -> {
        String prefix = arguments.text(0, "prefix");
        yield text.startsWith(prefix) ? text.substring(prefix.length()) : text;
      }
      default -> {
        String suffix = arguments.text(0, "suffix");
        yield text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
      }
    };
  }

  private static String characters(Arguments arguments) {
    return arguments.get(0, "chars", null) == null ? Values.SPACES : arguments.text(0, "chars");
  }

  private static long find(String text, String part) {
    int place = text.indexOf(part);
    return place < 0 ? -1 : text.codePointCount(0, place);
  }

  private static List<@Nullable Object> split(String text, Arguments arguments) {
    long most = arguments.integer(1, "maxsplit", -1);
    if (arguments.get(0, "sep", null) != null) {
      String separator = Pattern.quote(arguments.text(0, "sep"));
      return new ArrayList<>(List.of(text.split(separator, most < 0 ? -1 : (int) most + 1)));
    }
    if (most >= 0) {
      throw new TemplateException("split() at white space with maxsplit is not supported");
    }
    String words = Values.strip(text, Values.SPACES);
    return words.isEmpty()
        ? List.of()
        : new ArrayList<>(List.of(words.split("[" + Values.SPACES + "]+")));
  }

  static String replace(String text, Arguments arguments) {
    if (arguments.count() > 2) {
      throw new TemplateException("replace() with a count is not supported");
    }
    return text.replace(arguments.text(0, "old"), arguments.text(1, "new"));
  }

  /** Only strings can be joined by Python's method; the filter prints other values first. */
  private static String join(String separator, @Nullable Object items) {
    for (Object item : Values.items(items)) {
      if (!(item instanceof String)) {
        throw Values.unfit("joining", separator, item);
      }
    }
    return Values.items(items).stream().map(Values::text).collect(Collectors.joining(separator));
  }

  static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(Locale.ROOT)
        + text.substring(first).toLowerCase(Locale.ROOT);
  }
}
