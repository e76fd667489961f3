package org.mkailin.plugins.tensorflow.text.jinja;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The filter «tojson» as transformers defines it: Python's json.dumps, and no HTML escapes. */
final class Json {
  private final int indent;
  private final boolean sorted;
  private final StringBuilder out = new StringBuilder();

  private Json(int indent, boolean sorted) {
    this.indent = indent;
    this.sorted = sorted;
  }

  static String write(@Nullable Object value, Arguments arguments) {
    arguments.require("tojson", 2, "ensure_ascii", "indent", "sort_keys");
    if (Values.truth(arguments.get(0, "ensure_ascii", false))) {
      throw new TemplateException("tojson with ensure_ascii is not supported");
    }
    boolean pretty = arguments.get(1, "indent", null) != null;
    Json json =
        new Json(
            pretty ? (int) arguments.integer(1, "indent", 0) : -1,
            Values.truth(arguments.get(2, "sort_keys", false)));
    json.write(value, 1);
    return json.out.toString();
  }

  private void write(@Nullable Object value, int depth) {
    if (value instanceof String text) {
      string(text);
    } else if (value instanceof Map<?, ?> map) {
      object(map, depth);
    } else if (value instanceof List<?> list) {
      array(list, depth);
    } else if (value == null || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Number) {
      out.append(Values.repr(value));
    } else {
      throw new TemplateException(Values.typeOf(value) + " cannot be written as JSON");
    }
  }

  private void object(Map<?, ?> map, int depth) {
    out.append('{');
    String between = "";
    for (var entry : (sorted ? new TreeMap<>(map) : map).entrySet()) {
      out.append(between);
      line(depth);
      string(Values.text(entry.getKey()));
      out.append(": ");
      write(entry.getValue(), depth + 1);
      between = indent < 0 ? ", " : ",";
    }
    end(map.isEmpty(), depth, '}');
  }

  private void array(List<?> list, int depth) {
    out.append('[');
    String between = "";
    for (Object item : list) {
      out.append(between);
      line(depth);
      write(item, depth + 1);
      between = indent < 0 ? ", " : ",";
    }
    end(list.isEmpty(), depth, ']');
  }

  private void line(int depth) {
    if (indent >= 0) {
      out.append('\n').append(" ".repeat(indent * depth));
    }
  }

  private void end(boolean empty, int depth, char bracket) {
    if (!empty) {
      line(depth - 1);
    }
    out.append(bracket);
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default ->
            out.append(
                c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    out.append('"');
  }
}
