package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The functions that every template has. */
final class Builtins {
  private static final int LONGEST_RANGE = 100_000;

  /** Functions that Jinja2 has and this does not; named, so that calling one says so. */
  static final List<String> UNSUPPORTED = List.of("cycler", "joiner", "lipsum");

  private Builtins() {}

  static Function unsupported(String name) {
    return arguments -> {
      throw new TemplateException(name + "() is not supported");
    };
  }

  static Object range(Arguments arguments) {
    arguments.require("range", 3);
    boolean one = arguments.count() == 1;
    long from = one ? 0 : arguments.integer(0, "start", 0);
    long to = arguments.integer(one ? 0 : 1, "stop", 0);
    long step = arguments.integer(2, "step", 1);
    if (step == 0 || Math.abs((to - from) / step) > LONGEST_RANGE) {
      throw new TemplateException(
          String.format(
              Locale.ROOT,
              "range from %d to %d by %d is not possible; it may have %d numbers",
              from,
              to,
              step,
              LONGEST_RANGE));
    }
    List<@Nullable Object> numbers = new ArrayList<>();
    for (long i = from; step > 0 ? i < to : i > to; i += step) {
      numbers.add(i);
    }
    return numbers;
  }

  static Object namespace(Arguments arguments) {
    if (!arguments.positional().isEmpty()) {
      throw new TemplateException("namespace() with a dict is not supported; name its values");
    }
    return new Namespace(arguments.named());
  }

  static Object dict(Arguments arguments) {
    if (!arguments.positional().isEmpty()) {
      throw new TemplateException("dict() of a value is not supported; name its values");
    }
    return new LinkedHashMap<>(arguments.named());
  }
}
