package org.mkailin.plugins.tensorflow.text.jinja;

/** A template is wrong, uses what is not supported, or fails with the values that it was given. */
public final class TemplateException extends RuntimeException {
  private final boolean placed;

  TemplateException(String message) {
    this(message, false);
  }

  private TemplateException(String message, boolean placed) {
    super(message);
    this.placed = placed;
  }

  /** The same with the template's line, if it does not name one yet. */
  TemplateException at(int line) {
    if (placed) {
      return this;
    }
    TemplateException there = new TemplateException("line " + line + ": " + getMessage(), true);
    there.setStackTrace(getStackTrace());
    return there;
  }
}
