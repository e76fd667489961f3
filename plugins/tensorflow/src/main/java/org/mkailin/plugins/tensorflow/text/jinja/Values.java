package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Python knows about any value: its text, its truth, its parts. */
final class Values {
  /** The characters that Python's strip() takes for white space. */
  static final String SPACES =
      "\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004"
          + "\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

  private Values() {}

  /** Python's str(). */
  static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    return value instanceof Undefined ? "" : repr(value);
  }

  /** Python's repr(). */
  static String repr(@Nullable Object value) {
    if (value == null) {
      return "None";
    } else if (value instanceof String text) {
      return StringLiteral.repr(text);
    } else if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    } else if (value instanceof Long) {
      return value.toString();
    } else if (value instanceof Double number) {
      return repr(number.doubleValue());
    } else if (value instanceof List<?> list) {
      return list.stream().map(Values::repr).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> repr(entry.getKey()) + ": " + repr(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    throw new TemplateException("printing " + typeOf(value) + " is not supported");
  }

  private static String repr(double number) {
    double size = Math.abs(number);
    if (size == 0 || (size >= 1e-3 && size < 1e7)) {
      return Double.toString(number);
    }
    throw new TemplateException("printing the number " + number + " is not supported");
  }

  static boolean truth(@Nullable Object value) {
    if (value == null || value instanceof Undefined) {
      return false;
    } else if (value instanceof Boolean truth) {
      return truth;
    } else if (value instanceof Number number) {
      return number.doubleValue() != 0;
    } else if (value instanceof String text) {
      return !text.isEmpty();
    } else if (value instanceof List<?> list) {
      return !list.isEmpty();
    }
    return !(value instanceof Map<?, ?> map) || !map.isEmpty();
  }

  static String typeOf(@Nullable Object value) {
    if (value == null) {
      return "None";
    } else if (value instanceof Undefined) {
      return "undefined";
    } else if (value instanceof String) {
      return "a string";
    } else if (value instanceof Boolean) {
      return "a truth value";
    } else if (value instanceof Long) {
      return "an integer";
    } else if (value instanceof Double) {
      return "a float";
    } else if (value instanceof List) {
      return "a list";
    } else if (value instanceof Map) {
      return "a dict";
    }
    return value instanceof Function ? "a function" : "a " + value.getClass().getSimpleName();
  }

  static boolean equal(@Nullable Object left, @Nullable Object right) {
    Object a = left instanceof Boolean truth ? Long.valueOf(truth ? 1 : 0) : left;
    Object b = right instanceof Boolean truth ? Long.valueOf(truth ? 1 : 0) : right;
    if (a instanceof Number x && b instanceof Number y) {
      return x.doubleValue() == y.doubleValue();
    } else if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!equal(x.get(i), y.get(i))) {
          return false;
        }
      }
      return true;
    }
    return (a instanceof Undefined && b instanceof Undefined) || Objects.equals(a, b);
  }

  /** Negative, zero or positive, as {@code left} is before, beside or behind {@code right}. */
  static int compare(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    } else if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    throw unfit("comparing", left, right);
  }

  static boolean contains(@Nullable Object container, @Nullable Object item) {
    if (container instanceof String text && item instanceof String part) {
      return text.contains(part);
    } else if (container instanceof List<?> list) {
      return list.stream().anyMatch(element -> equal(element, item));
    } else if (container instanceof Map<?, ?> map) {
      return map.containsKey(item);
    } else if (container instanceof Undefined) {
      return false;
    }
    throw unfit("looking («in»)", item, container);
  }

  /** The items that a loop visits: list items, dict keys or the characters of a string. */
  static List<@Nullable Object> items(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    } else if (value instanceof Map<?, ?> map) {
      return new ArrayList<>(map.keySet());
    } else if (value instanceof String text) {
      return text.codePoints().<Object>mapToObj(Character::toString).collect(Collectors.toList());
    } else if (value instanceof Undefined) {
      return List.of();
    }
    throw new TemplateException(typeOf(value) + " has no items to go through");
  }

  static long length(@Nullable Object value) {
    return items(value).size();
  }

  /** {@code value.name}: a method before an item, as in Jinja2. */
  static @Nullable Object attribute(@Nullable Object value, String name) {
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    } else if (value instanceof Namespace namespace) {
      return namespace.get(name);
    } else if (value instanceof Loop loop) {
      return loop.attribute(name);
    } else if (Methods.has(value, name)) {
      return (Function) arguments -> Methods.call(value, name, arguments);
    }
    return value instanceof Map<?, ?> ? item(value, name) : absent(value, name);
  }

  /** {@code value[key]}. */
  static @Nullable Object item(@Nullable Object value, @Nullable Object key) {
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    } else if (value instanceof Map<?, ?> map) {
      return map.containsKey(key) ? map.get(key) : absent(value, key);
    } else if ((value instanceof List || value instanceof String) && key instanceof Long index) {
      List<@Nullable Object> items = items(value);
      long place = index < 0 ? index + items.size() : index;
      return place >= 0 && place < items.size() ? items.get((int) place) : absent(value, key);
    } else if (key instanceof String name && !(value instanceof Map)) {
      return attribute(value, name);
    }
    return absent(value, key);
  }

  private static Undefined absent(@Nullable Object value, @Nullable Object key) {
    return new Undefined(String.format(Locale.ROOT, "%s has no %s", typeOf(value), repr(key)));
  }

  static TemplateException unfit(String what, @Nullable Object left, @Nullable Object right) {
    for (Object value : new @Nullable Object[] {left, right}) {
      if (value instanceof Undefined undefined) {
        return undefined.error();
      }
    }
    return new TemplateException(
        String.format(
            Locale.ROOT, "%s %s and %s is not possible", what, typeOf(left), typeOf(right)));
  }

  static String strip(String text, String characters) {
    return stripStart(stripEnd(text, characters), characters);
  }

  static String stripStart(String text, String characters) {
    int from = 0;
    while (from < text.length() && characters.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    return text.substring(from);
  }

  static String stripEnd(String text, String characters) {
    int to = text.length();
    while (to > 0 && characters.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(0, to);
  }
}
