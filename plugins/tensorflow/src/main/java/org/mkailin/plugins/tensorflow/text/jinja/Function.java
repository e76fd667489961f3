package org.mkailin.plugins.tensorflow.text.jinja;

import org.jspecify.annotations.Nullable;

/** Something that a template can call. */
@FunctionalInterface
public interface Function {
  /**
   * Calls it.
   *
   * @throws TemplateException if the arguments do not fit
   */
  @Nullable Object call(Arguments arguments);
}
