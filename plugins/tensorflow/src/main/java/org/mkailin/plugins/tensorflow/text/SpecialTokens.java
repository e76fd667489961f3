package org.mkailin.plugins.tensorflow.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mkailin.plugins.tensorflow.folder.JsonFile;

/**
 * The names that a model folder gives to special tokens: {@code bos_token → <s>} and so on, from
 * {@code tokenizer_config.json}, and from {@code special_tokens_map.json} where that is silent.
 *
 * @param texts the tokens' texts by name; without the names that the folder does not use
 */
record SpecialTokens(Map<String, String> texts) {
  private static final List<String> NAMES =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");

  SpecialTokens {
    texts = Map.copyOf(texts);
  }

  static SpecialTokens read(Path folder) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String file : List.of("tokenizer_config.json", "special_tokens_map.json")) {
      JsonNode json = JsonFile.readIfThere(folder.resolve(file));
      for (String name : NAMES) {
        text(json.path(name)).ifPresent(text -> texts.putIfAbsent(name, text));
      }
    }
    return new SpecialTokens(texts);
  }

  /** A token is written as its text, or as an object with its text as «content». */
  private static Optional<String> text(JsonNode token) {
    JsonNode text = token.isObject() ? token.path("content") : token;
    return text.isTextual() ? Optional.of(text.asText()) : Optional.empty();
  }

  Optional<String> endOfSequence() {
    return Optional.ofNullable(texts.get("eos_token"));
  }
}
