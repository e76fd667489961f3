package org.mkailin.plugins.tensorflow.text.jinja;

/**
 * A variable that was never set, or a part that a value does not have: prints as nothing, is false,
 * and anything else done with it is an error.
 *
 * @param what what is undefined, for the error
 */
record Undefined(String what) {
  static Undefined of(String variable) {
    return new Undefined("'" + variable + "' is undefined");
  }

  TemplateException error() {
    return new TemplateException(what);
  }
}
