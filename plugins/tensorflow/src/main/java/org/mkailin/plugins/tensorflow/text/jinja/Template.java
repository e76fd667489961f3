package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Jinja template, parsed; immutable and thread-safe.
 *
 * <p>Values are strings, {@link Long}, {@link Double}, {@link Boolean}, lists, maps with string
 * keys, {@link Function}s, and null for Python's None. As in transformers, {@code trim_blocks} and
 * {@code lstrip_blocks} are on, and {@code break}, {@code continue} and {@code generation} are
 * tags.
 */
public final class Template {
  private final Node body;

  private Template(Node body) {
    this.body = body;
  }

  /**
   * Parses a template.
   *
   * @throws TemplateException if the template is wrong, or has a tag that is not supported
   */
  public static Template parse(String source) {
    return new Template(new StatementParser(new Lexer(source).read()).parse());
  }

  /**
   * The text that the template makes of the values, which stand under their names.
   *
   * @throws TemplateException if an operation does not fit its values, or is not supported
   */
  public String render(Map<String, ? extends @Nullable Object> values) {
    Scope scope = new Scope(null);
    scope.set("range", (Function) Builtins::range);
    scope.set("namespace", (Function) Builtins::namespace);
    scope.set("dict", (Function) Builtins::dict);
    for (String name : Builtins.UNSUPPORTED) {
      scope.set(name, Builtins.unsupported(name));
    }
    values.forEach(scope::set);
    StringBuilder out = new StringBuilder();
    body.render(scope.child(), out);
    return out.toString();
  }
}
