package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables by name, over those of an outer scope; setting one never changes the outer scope. */
final class Scope {
  private final @Nullable Scope outer;
  private final Map<String, @Nullable Object> variables = new HashMap<>();

  Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  Scope child() {
    return new Scope(this);
  }

  @Nullable Object get(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.variables.containsKey(name)) {
        return scope.variables.get(name);
      }
    }
    return Undefined.of(name);
  }

  void set(String name, @Nullable Object value) {
    variables.put(name, value);
  }
}
