package org.mkailin.agent;

/**
 * A fault that may pass: the batch is tried again, with backoff, and the bundle fails when the
 * tries are used up.
 */
public class PassingFault extends RuntimeException {
  /** A passing fault with what a person needs to know, and the cause. */
  public PassingFault(String message, Throwable cause) {
    super(message, cause);
  }

  /** A passing fault with what a person needs to know. */
  public PassingFault(String message) {
    super(message);
  }
}
