package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's arithmetic and slices. */
final class Operators {
  private Operators() {}

  static @Nullable Object apply(String sign, @Nullable Object left, @Nullable Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return integers(sign, a, b);
    } else if (left instanceof Number a && right instanceof Number b) {
      return floats(sign, a.doubleValue(), b.doubleValue());
    } else if (sign.equals("+") && left instanceof String a && right instanceof String b) {
      return a + b;
    } else if (sign.equals("+") && left instanceof List<?> a && right instanceof List<?> b) {
      List<@Nullable Object> both = new ArrayList<>(a);
      both.addAll(b);
      return both;
    } else if (sign.equals("*") && left instanceof String text && right instanceof Long times) {
      return text.repeat((int) Math.max(0, times));
    }
    throw Values.unfit("«" + sign + "» with", left, right);
  }

  private static Object integers(String sign, long a, long b) {
    if (b == 0 && "//%".contains(sign)) {
      throw new TemplateException("division by zero");
    }
    return switch (sign) {
      case "+" -> Math.addExact(a, b);
      case "-" -> Math.subtractExact(a, b);
      case "*" -> Math.multiplyExact(a, b);
      case "/" -> (double) a / b;
      case "//" -> Math.floorDiv(a, b);
      default -> Math.floorMod(a, b);
    };
  }

  private static Object floats(String sign, double a, double b) {
    return switch (sign) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      default -> throw new TemplateException("«" + sign + "» with floats is not supported");
    };
  }

  static @Nullable Object negate(@Nullable Object value) {
    if (value instanceof Long number) {
      return -number;
    } else if (value instanceof Double number) {
      return -number;
    }
    throw Values.unfit("«-» with", 0L, value);
  }

  /** {@code value[from:to:step]}, each of which may be null. */
  static Object slice(
      @Nullable Object value, @Nullable Object from, @Nullable Object to, @Nullable Object step) {
    if (!(value instanceof String) && !(value instanceof List)) {
      throw Values.unfit("slicing", value, from);
    }
    List<@Nullable Object> items = Values.items(value);
    int stride = step == null ? 1 : place(step, 0);
    if (stride == 0) {
      throw new TemplateException("a slice cannot go on by zero");
    }
    int low = stride > 0 ? 0 : -1;
    int high = stride > 0 ? items.size() : items.size() - 1;
    int start = from == null ? (stride > 0 ? low : high) : bound(from, items.size(), low, high);
    int end = to == null ? (stride > 0 ? high : low) : bound(to, items.size(), low, high);
    List<@Nullable Object> slice = new ArrayList<>();
    for (int i = start; stride > 0 ? i < end : i > end; i += stride) {
      slice.add(items.get(i));
    }
    return value instanceof String
        ? String.join("", slice.stream().map(Values::text).toList())
        : slice;
  }

  private static int bound(Object index, int size, int low, int high) {
    int place = place(index, size);
    return Math.max(low, Math.min(high, place));
  }

  private static int place(Object index, int size) {
    if (index instanceof Long number && Math.abs(number) < Integer.MAX_VALUE / 2) {
      return (int) (number < 0 ? number + size : number);
    }
    throw new TemplateException("a slice goes by integers, not by " + Values.typeOf(index));
  }
}
