package org.mkailin.plugins.minilm;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The model's own tokenizer, of Hugging Face's Rust library; thread-safe. */
final class WordPieceTokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;

  private WordPieceTokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** A tokenizer that cuts texts to {@code maxTokens} tokens, special ones counted. */
  static WordPieceTokenizer open(int maxTokens) throws IOException {
    // The file itself says «cut and pad to 128», which is not what the model was trained with.
    Map<String, String> options =
        Map.of(
            "truncation",
            "true",
            "maxLength",
            Integer.toString(maxTokens),
            "modelMaxLength",
            Integer.toString(maxTokens),
            "padding",
            "false");
    try (InputStream file = ModelFiles.tokenizer()) {
      return new WordPieceTokenizer(
          TokenizerLibrary.whileOffline(() -> HuggingFaceTokenizer.newInstance(file, options)));
    }
  }

  TokenizedText tokenize(String text) {
    Encoding encoding = tokenizer.encode(text);
    return new TokenizedText(encoding.getIds(), encoding.exceedMaxLength());
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
