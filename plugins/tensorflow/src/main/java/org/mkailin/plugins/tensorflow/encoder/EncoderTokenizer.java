package org.mkailin.plugins.tensorflow.encoder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.folder.ModelFolderException;
import org.mkailin.tokenizers.Tokenizer;
import org.mkailin.tokenizers.WordPieceSettings;

/** Opens an encoder's tokenizer: {@code tokenizer.json}, or else {@code vocab.txt}. */
final class EncoderTokenizer {
  private EncoderTokenizer() {}

  /**
   * Opens the tokenizer of a folder; the caller closes it.
   *
   * @param maxTokens the most tokens of a text, special ones counted
   * @throws ModelFolderException if there is none, or it knows tokens that the model does not
   */
  static Tokenizer open(ModelFolder folder, int maxTokens) throws IOException {
    Optional<Path> json = folder.file("tokenizer.json");
    Path file =
        json.or(() -> folder.file("vocab.txt"))
            .orElseThrow(
                () ->
                    new ModelFolderException(
                        "%s has neither tokenizer.json nor vocab.txt; fetch one from the model's publisher"
                            .formatted(folder.path())));
    Tokenizer tokenizer =
        json.isPresent()
            ? Tokenizer.open(file, maxTokens)
            : Tokenizer.openVocabulary(
                file,
                WordPieceSettings.read(folder.path().resolve("tokenizer_config.json")),
                maxTokens);
    int rows = folder.config().vocabularySize();
    if (tokenizer.vocabulary().highestId() >= rows) {
      String token = tokenizer.vocabulary().highestToken();
      int id = tokenizer.vocabulary().highestId();
      tokenizer.close();
      throw new ModelFolderException(
          "%s goes up to id %d («%s»), but the model's vocabulary has ids 0 to %d; take the tokenizer and the weights from the same model"
              .formatted(file, id, token, rows - 1));
    }
    return tokenizer;
  }
}
