package org.mkailin.plugins.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mkailin.model.Embedding;

class SentenceModelTest {
  @Test
  void paddingDoesNotShowInAVector() throws Exception {
    try (WordPieceTokenizer tokenizer = WordPieceTokenizer.open(256);
        SentenceModel model = SentenceModel.open(1)) {
      TokenizedText text = tokenizer.tokenize("Does papain shorten the debridement of ulcers?");
      float[] plain = encode(model, text, text.ids().length).toArray();
      for (int length : new int[] {text.paddedLength(), 64, 256}) {
        float[] padded = encode(model, text, length).toArray();
        for (int i = 0; i < plain.length; i++) {
          assertThat(padded[i]).isCloseTo(plain[i], within(1e-5f));
        }
      }
    }
  }

  private static Embedding encode(SentenceModel model, TokenizedText text, int length) {
    return model.encode(List.of(text), length).get(0);
  }
}
