package org.mkailin.agent;

import java.io.Serializable;

/**
 * What an agent made of one input: a value, or a rejection with its reason.
 *
 * @param <T> the value's type
 */
public sealed interface Outcome<T> extends Serializable {

  /** The agent did its work. */
  record Accepted<T>(T value) implements Outcome<T> {}

  /**
   * The input can never work.
   *
   * @param reason kebab-case, from a small set per agent, so that it can be counted
   * @param detail what a person needs to understand this case
   */
  record Rejected<T>(String reason, String detail) implements Outcome<T> {
    public Rejected {
      if (!reason.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
        throw new IllegalArgumentException(
            "rejection reason '" + reason + "' is not kebab-case, such as 'no-abstract'");
      }
    }
  }

  /** An accepted value. */
  static <T> Outcome<T> of(T value) {
    return new Accepted<>(value);
  }

  /** A rejection. */
  static <T> Outcome<T> rejected(String reason, String detail) {
    return new Rejected<>(reason, detail);
  }
}
