package org.mkailin.agent;

/**
 * A fault that may pass: the batch is tried again, with backoff, and the bundle fails when the
 * tries are used up.
 */
public class TransientFault extends RuntimeException {
  /** A transient fault with what a person needs to know, and the cause. */
  public TransientFault(String message, Throwable cause) {
    super(message, cause);
  }

  /** A transient fault with what a person needs to know. */
  public TransientFault(String message) {
    super(message);
  }
}
