package org.mkailin.plugins.tensorflow.text.jinja;

/** Thrown by {@code break} and {@code continue}, up to the loop around them. */
final class LoopExit extends RuntimeException {
  private final boolean last;

  /**
   * An exit from the turn.
   *
   * @param last whether the loop ends with it, as by {@code break}
   */
  LoopExit(boolean last) {
    super(null, null, false, false);
    this.last = last;
  }

  boolean isLast() {
    return last;
  }
}
