package org.mkailin.plugins.tensorflow.folder;

import java.io.IOException;
import java.nio.file.Path;

/** What a model is made of, as its {@code config.json} says. */
public sealed interface ModelConfig permits BertConfig, DecoderConfig {
  /** The file's name in a model folder. */
  String FILE = "config.json";

  /**
   * Reads {@code config.json}, in the form of transformers 4 or 5.
   *
   * @throws ModelFolderException if the architecture, or something in it, is not computed here, or
   *     a key is missing
   */
  static ModelConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.read(folder.resolve(FILE));
    Architecture architecture = Architecture.of(file);
    file.refuseSet("quantization_config", "quant_method", "take the unquantised checkpoint");
    return architecture == Architecture.BERT
        ? BertConfigReader.read(file)
        : new DecoderConfigReader(file, architecture).read();
  }

  /** {@code model_type}: bert, llama, mistral or qwen2. */
  String architecture();

  /** Rows of the word embedding. */
  int vocabularySize();

  /** Width of the residual stream. */
  int hiddenSize();

  /** Number of transformer layers. */
  int layers();

  /** Query heads of a layer. */
  int heads();

  /** The most tokens of an input, in tokens. */
  int maxPositions();
}
