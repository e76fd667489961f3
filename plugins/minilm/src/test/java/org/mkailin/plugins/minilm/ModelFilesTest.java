package org.mkailin.plugins.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mkailin.tokenizers.Tokenizer;
import org.mkailin.tokenizers.Tokens;

class ModelFilesTest {
  @Test
  void aTextStandsBetweenItsSpecialTokens() throws Exception {
    try (Tokenizer tokenizer = ModelFiles.tokenizer(256)) {
      // [CLS] hello world [SEP] in BERT's uncased vocabulary.
      assertThat(tokenizer.encode("Hello World").ids()).containsExactly(101, 7592, 2088, 102);
    }
  }

  @Test
  void aTextOfExactlyTheMostTokensIsNotTruncated() throws Exception {
    try (Tokenizer tokenizer = ModelFiles.tokenizer(8)) {
      Tokens six = tokenizer.encode("a b c d e f");
      Tokens seven = tokenizer.encode("a b c d e f g");
      assertThat(six.truncated()).isFalse();
      assertThat(seven.truncated()).isTrue();
      assertThat(seven.ids()).containsExactly(six.ids());
    }
  }
}
