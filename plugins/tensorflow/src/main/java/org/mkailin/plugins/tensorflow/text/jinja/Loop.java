package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop} in one turn of a loop. */
record Loop(List<@Nullable Object> items, int index) {
  @Nullable Object attribute(String name) {
    return switch (name) {
      case "index" -> index + 1L;
      case "index0" -> (long) index;
      case "revindex" -> (long) items.size() - index;
      case "revindex0" -> items.size() - index - 1L;
      case "first" -> index == 0;
      case "last" -> index == items.size() - 1;
      case "length" -> (long) items.size();
      case "previtem" -> item(index - 1, "there is no previous item");
      case "nextitem" -> item(index + 1, "there is no next item");
      case "cycle" ->
          (Function)
              arguments ->
                  arguments.positional().get(index % Math.max(1, arguments.positional().size()));
      default -> throw new TemplateException("loop." + name + " is not supported");
    };
  }

  private @Nullable Object item(int place, String otherwise) {
    return place >= 0 && place < items.size() ? items.get(place) : new Undefined(otherwise);
  }
}
