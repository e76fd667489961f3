package org.mkailin.plugins.elasticsearch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request for several things came to.
 *
 * @param <T> one of the things
 * @param left those that have to be asked for again; the others are done
 * @param fault why; of several the last
 * @param cause the exception, if there was one
 */
record Attempt<T>(List<T> left, Fault fault, @Nullable Exception cause) {
  /** All failed. */
  static <T> Attempt<T> failed(List<T> all, Exception cause) {
    return new Attempt<>(all, Fault.of(cause), cause);
  }

  boolean isDone() {
    return left.isEmpty();
  }
}
