package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a value is assigned to. */
sealed interface Target {
  void set(Scope scope, @Nullable Object value);

  /** A variable. */
  record Variable(String name) implements Target {
    @Override
    public void set(Scope scope, @Nullable Object value) {
      scope.set(name, value);
    }
  }

  /** Several variables, for a list of as many values. */
  record Variables(List<String> names) implements Target {
    @Override
    public void set(Scope scope, @Nullable Object value) {
      List<@Nullable Object> values = Values.items(value);
      if (values.size() != names.size()) {
        throw new TemplateException(
            String.format(
                Locale.ROOT,
                "%d values cannot be assigned to %d variables",
                values.size(),
                names.size()));
      }
      for (int i = 0; i < names.size(); i++) {
        scope.set(names.get(i), values.get(i));
      }
    }
  }

  /** A part of a namespace. */
  record Part(String namespace, String name) implements Target {
    @Override
    public void set(Scope scope, @Nullable Object value) {
      if (!(scope.get(namespace) instanceof Namespace values)) {
        throw new TemplateException("'" + namespace + "' is not a namespace");
      }
      values.set(name, value);
    }
  }
}
