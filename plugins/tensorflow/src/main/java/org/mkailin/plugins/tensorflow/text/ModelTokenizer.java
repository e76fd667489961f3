package org.mkailin.plugins.tensorflow.text;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mkailin.tokenizers.Tokenizer;
import org.mkailin.tokenizers.Vocabulary;
import org.mkailin.tokenizers.WordPieceSettings;

/** Opens the tokenizer of a model folder: {@code tokenizer.json}, or else {@code vocab.txt}. */
public final class ModelTokenizer {
  private static final String JSON = "tokenizer.json";
  private static final String VOCABULARY = "vocab.txt";
  private static final String SENTENCE_PIECE = "tokenizer.model";

  private ModelTokenizer() {}

  /**
   * Opens it; the caller closes it.
   *
   * @param modelVocabularySize rows of the model's embedding matrix; each token needs one
   * @param maxTokens the most tokens of a text, special ones counted; {@link Tokenizer#UNLIMITED}
   *     for all
   * @throws IOException if there is no such file, if one is damaged, or if the tokenizer knows
   *     tokens that the model does not
   */
  public static Tokenizer open(Path folder, int modelVocabularySize, int maxTokens)
      throws IOException {
    Path file = fileIn(folder);
    Tokenizer tokenizer = openFile(file, maxTokens);
    try {
      checkFits(file, tokenizer.vocabulary(), modelVocabularySize);
      return tokenizer;
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static Path fileIn(Path folder) throws IOException {
    for (String name : List.of(JSON, VOCABULARY)) {
      if (Files.exists(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    if (Files.exists(folder.resolve(SENTENCE_PIECE))) {
      throw new FileNotFoundException(
          folder.resolve(SENTENCE_PIECE)
              + " is a SentencePiece model, but tokenizer.json or vocab.txt is needed; make one"
              + " with transformers: AutoTokenizer.from_pretrained(folder).save_pretrained(folder)");
    }
    throw new FileNotFoundException(
        String.format(
            Locale.ROOT,
            "%s has no tokenizer.json or vocab.txt; it has %s",
            folder,
            names(folder)));
  }

  private static String names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .sorted()
          .collect(Collectors.joining(", "));
    }
  }

  private static Tokenizer openFile(Path file, int maxTokens) throws IOException {
    if (file.endsWith(JSON)) {
      return Tokenizer.open(file, maxTokens);
    }
    WordPieceSettings settings =
        WordPieceSettings.read(file.resolveSibling("tokenizer_config.json"));
    return Tokenizer.openVocabulary(file, settings, maxTokens);
  }

  private static void checkFits(Path file, Vocabulary vocabulary, int modelVocabularySize)
      throws IOException {
    if (vocabulary.highestId() >= modelVocabularySize) {
      throw new IOException(
          String.format(
                  Locale.ROOT,
                  "%s goes up to id %d («%s»), but the model's vocabulary has %d rows, 0 to %d; take the",
                  file,
                  vocabulary.highestId(),
                  vocabulary.highestToken(),
                  modelVocabularySize,
                  modelVocabularySize - 1)
              + " tokenizer and the weights from the same model");
    }
  }
}
