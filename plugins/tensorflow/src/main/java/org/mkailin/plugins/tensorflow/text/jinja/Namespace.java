package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code namespace()} gives: the one value that can be changed from within a loop. */
final class Namespace {
  private final Map<String, @Nullable Object> values;

  Namespace(Map<String, @Nullable Object> values) {
    this.values = new HashMap<>(values);
  }

  @Nullable Object get(String name) {
    return values.containsKey(name)
        ? values.get(name)
        : new Undefined("the namespace has no '" + name + "'");
  }

  void set(String name, @Nullable Object value) {
    values.put(name, value);
  }
}
