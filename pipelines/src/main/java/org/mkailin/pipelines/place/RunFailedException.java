package org.mkailin.pipelines.place;

import org.jspecify.annotations.Nullable;

/** A run that did not reach its end; the message is for its user. */
public class RunFailedException extends RuntimeException {
  /** A failure in plain words, with the exception behind it. */
  public RunFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
