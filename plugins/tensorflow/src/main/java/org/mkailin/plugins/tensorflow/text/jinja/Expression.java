package org.mkailin.plugins.tensorflow.text.jinja;

import org.jspecify.annotations.Nullable;

/** An expression, ready to be evaluated. */
@FunctionalInterface
interface Expression {
  @Nullable Object value(Scope scope);
}
