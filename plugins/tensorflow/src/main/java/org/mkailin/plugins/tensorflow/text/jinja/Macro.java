package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A macro: a function that gives the text of its body.
 *
 * @param parameters names and defaults; null where there is none
 * @param home the scope that it was defined in
 */
record Macro(String name, Map<String, @Nullable Expression> parameters, Node body, Scope home)
    implements Function {
  @Override
  public Object call(Arguments arguments) {
    arguments.require(
        "the macro «" + name + "»", parameters.size(), parameters.keySet().toArray(String[]::new));
    Scope scope = home.child();
    int place = 0;
    for (var parameter : parameters.entrySet()) {
      Expression otherwise = parameter.getValue();
      scope.set(
          parameter.getKey(),
          arguments.has(place, parameter.getKey()) || otherwise == null
              ? arguments.get(place, parameter.getKey(), Undefined.of(parameter.getKey()))
              : otherwise.value(scope));
      place++;
    }
    StringBuilder text = new StringBuilder();
    body.render(scope, text);
    return text.toString();
  }
}
