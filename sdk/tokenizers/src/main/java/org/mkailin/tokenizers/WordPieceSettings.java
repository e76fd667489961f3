package org.mkailin.tokenizers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How BERT's tokenizer treats a text before it looks up word pieces; a vocab.txt does not say.
 *
 * @param lowercase whether texts are lower-cased ({@code do_lower_case}); null where nobody said,
 *     which is taken as true like transformers does, but refused for a vocabulary with capitals
 * @param stripAccents whether accents are taken off ({@code strip_accents}); null for «if texts are
 *     lower-cased»
 * @param separateChinese whether Chinese characters stand alone ({@code tokenize_chinese_chars})
 */
public record WordPieceSettings(
    @Nullable Boolean lowercase, @Nullable Boolean stripAccents, boolean separateChinese) {

  /** The settings of BERT's uncased models. */
  public static final WordPieceSettings UNCASED = new WordPieceSettings(true, null, true);

  /** The settings of BERT's cased models, BioBERT among them. */
  public static final WordPieceSettings CASED = new WordPieceSettings(false, null, true);

  /**
   * The settings of a {@code tokenizer_config.json}; what it leaves out, or all where there is no
   * such file, is as transformers has it by default.
   *
   * @throws IOException if the file cannot be read, or is no JSON
   */
  public static WordPieceSettings read(Path tokenizerConfig) throws IOException {
    if (!Files.exists(tokenizerConfig)) {
      return new WordPieceSettings(null, null, true);
    }
    JsonNode config;
    try {
      config = new ObjectMapper().readTree(tokenizerConfig.toFile());
    } catch (IOException e) {
      throw new IOException(tokenizerConfig + " is no readable JSON: " + e.getMessage(), e);
    }
    return new WordPieceSettings(
        flag(config, "do_lower_case"),
        flag(config, "strip_accents"),
        config.path("tokenize_chinese_chars").asBoolean(true));
  }

  private static @Nullable Boolean flag(JsonNode config, String key) {
    return config.hasNonNull(key) ? Boolean.valueOf(config.get(key).asBoolean()) : null;
  }
}
