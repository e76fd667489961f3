package org.mkailin.plugins.tensorflow.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A configuration file of Hugging Face and the checked values in it; null is as good as absent.
 *
 * @param path the file, as errors call it
 * @param prefix of the keys, as errors call them: empty, or that of an object within the file
 * @param values the object
 */
record ConfigFile(Path path, String prefix, ObjectNode values) {
  /**
   * Reads a file.
   *
   * @throws ModelFolderException if it is missing or no JSON object
   */
  static ConfigFile read(Path file) throws IOException {
    return new ConfigFile(file, "", JsonFile.read(file));
  }

  /** Whether there is a value. */
  boolean has(String key) {
    return values.hasNonNull(key);
  }

  /** Whether a key is there, be it null. */
  boolean mentions(String key) {
    return values.has(key);
  }

  /**
   * Checks that keys are there.
   *
   * @throws ModelFolderException that names all those that are not
   */
  void require(List<String> keys) {
    List<String> missing = keys.stream().filter(key -> !has(key)).map(key -> prefix + key).toList();
    if (!missing.isEmpty()) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s lacks %s; take config.json from the model's publisher",
              path,
              String.join(", ", missing)));
    }
  }

  /** The object under a key, if there is one. */
  Optional<ConfigFile> object(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    if (values.get(key) instanceof ObjectNode object) {
      return Optional.of(new ConfigFile(path, prefix + key + ".", object));
    }
    throw wrong(key, "an object");
  }

  /** A whole number ≥ 1. */
  int positive(String key) {
    JsonNode value = value(key);
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 1) {
      throw wrong(key, "a whole number of at least 1");
    }
    return value.intValue();
  }

  /** A whole number ≥ 1. */
  int positive(String key, int byDefault) {
    return has(key) ? positive(key) : byDefault;
  }

  /** A number. */
  double number(String key) {
    if (!value(key).isNumber()) {
      throw wrong(key, "a number");
    }
    return value(key).doubleValue();
  }

  /** A number. */
  double number(String key, double byDefault) {
    return has(key) ? number(key) : byDefault;
  }

  boolean flag(String key, boolean byDefault) {
    if (!has(key)) {
      return byDefault;
    }
    if (!value(key).isBoolean()) {
      throw wrong(key, "true or false");
    }
    return value(key).booleanValue();
  }

  String text(String key, String byDefault) {
    if (!has(key)) {
      return byDefault;
    }
    if (!value(key).isTextual()) {
      throw wrong(key, "text");
    }
    return value(key).textValue();
  }

  /** A whole number, if there is one. */
  OptionalInt optionalInt(String key) {
    if (!has(key)) {
      return OptionalInt.empty();
    }
    if (!value(key).isIntegralNumber() || !value(key).canConvertToInt()) {
      throw wrong(key, "a whole number");
    }
    return OptionalInt.of(value(key).intValue());
  }

  /** A number, if there is one. */
  OptionalDouble optionalDouble(String key) {
    return has(key) ? OptionalDouble.of(number(key)) : OptionalDouble.empty();
  }

  /** One whole number or a list of them; empty where there is none. */
  List<Integer> integers(String key) {
    List<Integer> integers = new ArrayList<>();
    if (has(key)) {
      Iterable<JsonNode> items = value(key).isArray() ? value(key) : List.of(value(key));
      for (JsonNode item : items) {
        if (!item.isIntegralNumber() || !item.canConvertToInt()) {
          throw wrong(key, "a whole number or a list of them");
        }
        integers.add(item.intValue());
      }
    }
    return integers;
  }

  /** A list of texts; empty where there is none. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    if (has(key)) {
      if (!value(key).isArray()) {
        throw wrong(key, "a list");
      }
      for (JsonNode item : value(key)) {
        texts.add(item.asText());
      }
    }
    return texts;
  }

  /**
   * Refuses another value of a key than the one that is computed here.
   *
   * @param byDefault what an absent key means
   */
  void refuseOther(String key, String supported, String byDefault) {
    String seen = has(key) ? value(key).asText() : byDefault;
    if (!seen.equals(supported)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s has %s '%s', which is not supported; supported: %s",
              path,
              prefix + key,
              seen,
              supported));
    }
  }

  /** Refuses a flag that is set. */
  void refuseTrue(String key) {
    if (flag(key, false)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s has %s true, which is not supported; supported: false",
              path,
              prefix + key));
    }
  }

  /**
   * Refuses an object that is there.
   *
   * @param nameKey the key in it that says what it is
   * @param nextStep what to do instead
   */
  void refuseSet(String key, String nameKey, String nextStep) {
    if (has(key)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s has %s '%s', which is not supported; %s",
              path,
              prefix + key,
              value(key).path(nameKey).asText("(unnamed)"),
              nextStep));
    }
  }

  private JsonNode value(String key) {
    require(List.of(key));
    return values.get(key);
  }

  private ModelFolderException wrong(String key, String expected) {
    return new ModelFolderException(
        String.format(
            Locale.ROOT,
            "%s has %s %s, but it must be %s",
            path,
            prefix + key,
            values.get(key),
            expected));
  }
}
