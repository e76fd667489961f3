package org.mkailin.plugins.tensorflow.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mkailin.plugins.tensorflow.folder.JsonFile;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.folder.ModelFolderException;

/**
 * What a model's publisher says in the files of sentence-transformers about how the model was
 * trained to be used; empty where a folder has no such files.
 *
 * @param pooling of {@code 1_Pooling/config.json}
 * @param maxTokens {@code max_seq_length} of {@code sentence_bert_config.json}
 */
record SentenceSettings(Optional<Pooling> pooling, Optional<Integer> maxTokens) {
  private static final String POOLING_FILE = "1_Pooling/config.json";
  private static final String LENGTH_FILE = "sentence_bert_config.json";
  private static final String MODE = "pooling_mode_";
  private static final Map<String, Pooling> MODES =
      Map.of(
          "cls_token", Pooling.CLS,
          "cls", Pooling.CLS,
          "mean_tokens", Pooling.MEAN,
          "mean", Pooling.MEAN,
          "max_tokens", Pooling.MAX,
          "max", Pooling.MAX);

  /**
   * Reads the settings of a folder.
   *
   * @throws ModelFolderException if a file is no JSON
   */
  static SentenceSettings read(ModelFolder folder) throws IOException {
    Optional<Path> pooling = folder.file(POOLING_FILE);
    Optional<Path> length = folder.file(LENGTH_FILE);
    return new SentenceSettings(
        pooling.isPresent() ? pooling(pooling.get()) : Optional.empty(),
        length.isPresent() ? maxTokens(length.get()) : Optional.empty());
  }

  /** The pooling that a file switches on, by a flag for each or, in newer ones, by its name. */
  private static Optional<Pooling> pooling(Path file) throws IOException {
    JsonNode values = JsonFile.read(file);
    List<String> modes = new ArrayList<>();
    if (values.path("pooling_mode").isTextual()) {
      modes.add(values.get("pooling_mode").asText());
    }
    for (Map.Entry<String, JsonNode> field : values.properties()) {
      if (field.getKey().startsWith(MODE) && field.getValue().asBoolean()) {
        modes.add(field.getKey().substring(MODE.length()));
      }
    }
    List<Pooling> known = modes.stream().filter(MODES::containsKey).map(MODES::get).toList();
    if (known.size() != modes.size() || known.stream().distinct().count() > 1) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s asks for pooling by %s, but one of cls, mean and max is computed here",
              file,
              String.join(" and ", modes)));
    }
    return known.stream().findFirst();
  }

  private static Optional<Integer> maxTokens(Path file) throws IOException {
    return Optional.of(JsonFile.read(file).path("max_seq_length"))
        .filter(JsonNode::canConvertToInt)
        .map(JsonNode::asInt);
  }
}
