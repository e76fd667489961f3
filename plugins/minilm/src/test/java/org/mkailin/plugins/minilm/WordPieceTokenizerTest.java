package org.mkailin.plugins.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordPieceTokenizerTest {
  @Test
  void aTextStandsBetweenItsSpecialTokens() throws Exception {
    try (WordPieceTokenizer tokenizer = WordPieceTokenizer.open(256)) {
      // [CLS] hello world [SEP] in BERT's uncased vocabulary.
      assertThat(tokenizer.tokenize("Hello World").ids()).containsExactly(101, 7592, 2088, 102);
    }
  }

  @Test
  void aTextOfExactlyTheMostTokensIsNotTruncated() throws Exception {
    try (WordPieceTokenizer tokenizer = WordPieceTokenizer.open(8)) {
      TokenizedText six = tokenizer.tokenize("a b c d e f");
      TokenizedText seven = tokenizer.tokenize("a b c d e f g");
      assertThat(six.truncated()).isFalse();
      assertThat(seven.truncated()).isTrue();
      assertThat(seven.ids()).containsExactly(six.ids());
    }
  }

  @Test
  void thePaddedLengthIsTheNextMultipleOfEight() {
    assertThat(Stream.of(1, 8, 9, 255, 256).map(WordPieceTokenizerTest::padded))
        .containsExactly(8, 8, 16, 256, 256);
  }

  @Test
  void theSystemPropertiesAreAsBefore() throws Exception {
    WordPieceTokenizer.open(8).close();
    for (String property : List.of("RUST_FLAVOR", "ENGINE_CACHE_DIR", "ai.djl.offline")) {
      assertThat(System.getProperty(property)).as(property).isNull();
    }
  }

  private static int padded(int tokens) {
    return new TokenizedText(new long[tokens], false).paddedLength();
  }
}
