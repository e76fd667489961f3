package org.mkailin.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fixture holds both papain (4) and Papain (5), naive (8) and naïve (9), 日 (10) and 本 (11). */
class WordPieceTest {
  @TempDir Path folder;
  private Path vocabulary;

  @BeforeEach
  void fixture() throws Exception {
    vocabulary = Path.of(WordPieceTest.class.getResource("vocab.txt").toURI());
  }

  @Test
  void anUncasedModelSeesSmallLettersWithoutAccents() throws Exception {
    assertThat(encode("Papain naïve papains", WordPieceSettings.UNCASED))
        .containsExactly(2, 4, 8, 1, 3);
  }

  @Test
  void aCasedModelTellsCapitalsAndAccentsApart() throws Exception {
    assertThat(encode("Papain naïve PApain", WordPieceSettings.CASED))
        .containsExactly(2, 5, 9, 1, 3);
  }

  @Test
  void accentsAndCapitalsAreSettingsOfTheirOwn() throws Exception {
    assertThat(encode("Papain naïve", new WordPieceSettings(true, false, true)))
        .containsExactly(2, 4, 9, 3);
    assertThat(encode("Papain naïve", new WordPieceSettings(false, true, true)))
        .containsExactly(2, 5, 8, 3);
  }

  @Test
  void aChineseCharacterStandsAloneUnlessToldOtherwise() throws Exception {
    assertThat(encode("日本", WordPieceSettings.UNCASED)).containsExactly(2, 10, 11, 3);
    // Together they are one word, 日 and ##本, and ##本 is not in the vocabulary.
    assertThat(encode("日本", new WordPieceSettings(true, null, false))).containsExactly(2, 1, 3);
  }

  @Test
  void aWordIsCutIntoItsPiecesAndTheTextIsCutBeforeSep() throws Exception {
    Path file = folder.resolve("vocab.txt");
    Files.writeString(file, "[UNK]\n[CLS]\n[SEP]\npa\n##pain\n");
    try (Tokenizer tokenizer = Tokenizer.openVocabulary(file, WordPieceSettings.UNCASED, 4)) {
      assertThat(tokenizer.encode("papain")).isEqualTo(Tokens.of(new int[] {1, 3, 4, 2}, false));
      assertThat(tokenizer.encode("papain pa")).isEqualTo(Tokens.of(new int[] {1, 3, 4, 2}, true));
      assertThat(tokenizer.decode(new int[] {1, 3, 4, 2})).isEqualTo("papain");
    }
  }

  @Test
  void theSettingsAreThoseOfTokenizerConfig() throws Exception {
    Path file = folder.resolve("tokenizer_config.json");
    assertThat(WordPieceSettings.read(file)).isEqualTo(new WordPieceSettings(null, null, true));
    Files.writeString(file, "{\"do_lower_case\": false, \"strip_accents\": null}");
    assertThat(WordPieceSettings.read(file)).isEqualTo(WordPieceSettings.CASED);
    Files.writeString(
        file,
        "{\"do_lower_case\": true, \"strip_accents\": false, \"tokenize_chinese_chars\": false}");
    assertThat(WordPieceSettings.read(file)).isEqualTo(new WordPieceSettings(true, false, false));
    Files.writeString(file, "{\"do_lower_case\": ");
    assertThatThrownBy(() -> WordPieceSettings.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " is no readable JSON");
  }

  @Test
  void aCasedVocabularyIsNotLowerCasedByDefault() {
    WordPieceSettings open = new WordPieceSettings(null, null, true);
    assertThatThrownBy(() -> encode("Papain", open))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tells capitals apart (it has «Papain»)")
        .hasMessageContaining("write {\"do_lower_case\": false} into tokenizer_config.json");
  }

  @Test
  void aVocabularyWithoutItsSpecialTokensIsRefused() throws Exception {
    Path file = folder.resolve("vocab.txt");
    Files.writeString(file, "[PAD]\n[CLS]\npapain\n");
    assertThatThrownBy(
            () -> Tokenizer.openVocabulary(file, WordPieceSettings.UNCASED, Tokenizer.UNLIMITED))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + " has 3 tokens, but none is [UNK] or [SEP];"
                + " a BERT vocabulary needs [UNK], [CLS], [SEP]");
  }

  @Test
  void aVocabularyInAnotherEncodingIsRefused() throws Exception {
    Path file = folder.resolve("vocab.txt");
    Files.write(file, new byte[] {'n', 'a', (byte) 0xEF, 'v', 'e'});
    assertThatThrownBy(
            () -> Tokenizer.openVocabulary(file, WordPieceSettings.UNCASED, Tokenizer.UNLIMITED))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is not in UTF-8; fetch the file again");
  }

  private int[] encode(String text, WordPieceSettings settings) throws IOException {
    try (Tokenizer tokenizer =
        Tokenizer.openVocabulary(vocabulary, settings, Tokenizer.UNLIMITED)) {
      return tokenizer.encode(text).ids();
    }
  }
}
