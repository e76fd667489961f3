package org.mkailin.plugins.tensorflow.text.jinja;

/**
 * A piece of a template.
 *
 * @param text for DATA and STRING the text that it stands for, else as written
 * @param line where it begins, from 1
 */
record Token(Kind kind, String text, int line) {
  enum Kind {
    DATA,
    OUTPUT_BEGIN,
    OUTPUT_END,
    TAG_BEGIN,
    TAG_END,
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    OPERATOR,
    END
  }

  boolean is(Kind wanted, String spelled) {
    return kind == wanted && text.equals(spelled);
  }

  @Override
  public String toString() {
    return kind == Kind.END ? "the end of the template" : "«" + text + "»";
  }
}
