package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A loop; each turn has a scope of its own, so nothing that is set in it stays. */
record ForLoop(Target target, Expression items, Expression filter, Node body, Node otherwise)
    implements Node {
  @Override
  public void render(Scope scope, StringBuilder out) {
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object item : Values.items(items.value(scope))) {
      Scope turn = scope.child();
      target.set(turn, item);
      if (Values.truth(filter.value(turn))) {
        kept.add(item);
      }
    }
    for (int i = 0; i < kept.size(); i++) {
      Scope turn = scope.child();
      turn.set("loop", new Loop(kept, i));
      target.set(turn, kept.get(i));
      try {
        body.render(turn, out);
      } catch (LoopExit exit) {
        if (exit.isLast()) {
          break;
        }
      }
    }
    if (kept.isEmpty()) {
      otherwise.render(scope.child(), out);
    }
  }
}
