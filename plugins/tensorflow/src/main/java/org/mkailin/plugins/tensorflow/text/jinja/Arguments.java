package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call hands over; values may be null, Python's None.
 *
 * @param positional in their order
 * @param named by keyword
 */
public record Arguments(List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
  static final Arguments NONE = new Arguments(List.of(), Map.of());

  static Arguments of(Object value) {
    return new Arguments(List.of(value), Map.of());
  }

  int count() {
    return positional.size() + named.size();
  }

  boolean has(int place, String name) {
    return place < positional.size() || named.containsKey(name);
  }

  /** An argument by place or name; {@code otherwise} if it is not given. */
  @Nullable Object get(int place, String name, @Nullable Object otherwise) {
    if (place < positional.size()) {
      return positional.get(place);
    }
    return named.containsKey(name) ? named.get(name) : otherwise;
  }

  /**
   * A text argument.
   *
   * @throws TemplateException if it is missing, or no string
   */
  public String text(int place, String name) {
    Object value = get(place, name, Undefined.of(name));
    if (value instanceof String text) {
      return text;
    }
    throw new TemplateException(
        String.format(
            Locale.ROOT, "argument «%s» is %s, but must be a string", name, Values.typeOf(value)));
  }

  long integer(int place, String name, long otherwise) {
    Object value = get(place, name, otherwise);
    if (value instanceof Long number) {
      return number;
    }
    throw new TemplateException(
        String.format(
            Locale.ROOT,
            "argument «%s» is %s, but must be an integer",
            name,
            Values.typeOf(value)));
  }

  /** Checks that there is no more than {@code most}, and no name beside {@code names}. */
  void require(String callee, int most, String... names) {
    for (String name : named.keySet()) {
      if (!List.of(names).contains(name)) {
        throw new TemplateException(
            String.format(Locale.ROOT, "%s with the argument «%s» is not supported", callee, name));
      }
    }
    if (count() > most) {
      throw new TemplateException(
          String.format(
              Locale.ROOT,
              "%s with %d arguments is not supported; it takes %d at most",
              callee,
              count(),
              most));
    }
  }
}
