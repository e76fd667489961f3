package org.mkailin.plugins.tensorflow.text.jinja;

/** A statement, ready to be rendered. */
@FunctionalInterface
interface Node {
  void render(Scope scope, StringBuilder out);
}
