package org.mkailin.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a YAML value into the type of a configuration record's component. */
final class ValueReader {
  private static final Pattern DURATION = Pattern.compile("(\\d+) ?(ms|s|m|h)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS);

  private ValueReader() {}

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException saying what was expected and what was seen
   */
  static Object read(Object given, Type type) {
    // First of all, since the messages below repeat what was given.
    if (type == Secret.class) {
      return new Secret(given.toString());
    }
    if (type instanceof ParameterizedType generic) {
      Type inner = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return Optional.of(read(given, inner));
      }
      if (!(given instanceof Collection<?> items)) {
        throw expected("a list", inner == Secret.class ? "[REDACTED]" : given);
      }
      List<Object> read = items.stream().map(i -> read(i, inner)).toList();
      return generic.getRawType() == Set.class ? new LinkedHashSet<>(read) : read;
    }
    if (given instanceof Map || given instanceof Collection) {
      throw expected("one value", given);
    }
    String text = given.toString();
    if (type == String.class) {
      return text;
    }
    if (type == boolean.class || type == Boolean.class) {
      if (text.equals("true") || text.equals("false")) {
        return text.equals("true");
      }
      throw expected("true or false", given);
    }
    if (type == Duration.class) {
      Matcher matcher = DURATION.matcher(text);
      if (matcher.matches()) {
        return Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
      }
      throw expected("a duration such as 30s, 500ms, 2m", given);
    }
    if (type instanceof Class<?> c && c.isEnum()) {
      return constant(c, text);
    }
    return number(text, type, given);
  }

  private static Object number(String text, Type type, Object given) {
    try {
      if (type == int.class || type == Integer.class) {
        return Integer.valueOf(text);
      }
      if (type == long.class || type == Long.class) {
        return Long.valueOf(text);
      }
      if (type == double.class || type == Double.class) {
        return Double.valueOf(text);
      }
    } catch (NumberFormatException e) {
      throw expected(typeName(type), given);
    }
    throw new IllegalStateException("configuration type " + type + " is not supported");
  }

  private static Object constant(Class<?> type, String text) {
    Object[] constants = type.getEnumConstants();
    return Arrays.stream(constants)
        .filter(c -> constantName(c).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + text + "' is not one of " + constantNames(constants)));
  }

  private static String constantNames(Object[] constants) {
    return String.join(", ", Arrays.stream(constants).map(ValueReader::constantName).toList());
  }

  private static String constantName(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static boolean isOptional(Class<?> type) {
    return type == Optional.class || type == List.class || type == Set.class;
  }

  static Object absent(Class<?> type) {
    return type == Optional.class ? Optional.empty() : type == Set.class ? Set.of() : List.of();
  }

  /** A type in a reader's words. */
  static String typeName(Type type) {
    if (type instanceof ParameterizedType generic) {
      String inner = typeName(generic.getActualTypeArguments()[0]);
      return generic.getRawType() == Optional.class ? inner : "list of " + inner;
    }
    if (type instanceof Class<?> c && c.isEnum()) {
      return String.join(
          "|", Arrays.stream(c.getEnumConstants()).map(ValueReader::constantName).toList());
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "whole number";
    }
    if (type == double.class || type == Double.class) {
      return "number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true|false";
    }
    return type instanceof Class<?> c
        ? c.getSimpleName().toLowerCase(Locale.ROOT).replace("string", "text")
        : type.getTypeName();
  }

  private static IllegalArgumentException expected(String what, Object given) {
    return new IllegalArgumentException("expected " + what + ", but found '" + given + "'");
  }
}
