package org.mkailin.plugins.tensorflow.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How its publisher wants a model to generate: {@code generation_config.json}; the end tokens are
 * taken from {@code config.json} where it has none.
 *
 * @param endTokens ids that end an answer; may be empty
 */
public record GenerationDefaults(Set<Integer> endTokens, OptionalInt topK, OptionalDouble topP) {
  /** The file's name in a model folder. */
  static final String FILE = "generation_config.json";

  public GenerationDefaults {
    endTokens = Set.copyOf(endTokens);
  }

  /**
   * Reads the defaults of a model folder.
   *
   * @throws ModelFolderException if a file is no JSON, or a value not of its kind
   */
  public static GenerationDefaults read(Path folder) throws IOException {
    ConfigFile model = ConfigFile.read(folder.resolve(ModelConfig.FILE));
    Path file = folder.resolve(FILE);
    ConfigFile generation = Files.exists(file) ? ConfigFile.read(file) : model;
    List<Integer> end = generation.integers("eos_token_id");
    return new GenerationDefaults(
        Set.copyOf(end.isEmpty() ? model.integers("eos_token_id") : end),
        generation.optionalInt("top_k"),
        generation.optionalDouble("top_p"));
  }
}
