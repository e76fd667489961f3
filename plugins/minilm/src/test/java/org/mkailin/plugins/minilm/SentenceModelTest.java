package org.mkailin.plugins.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mkailin.model.Embedding;
import org.mkailin.tokenizers.Tokenizer;
import org.mkailin.tokenizers.Tokens;

class SentenceModelTest {
  @Test
  void paddingDoesNotShowInAVector() throws Exception {
    try (Tokenizer tokenizer = ModelFiles.tokenizer(256);
        SentenceModel model = SentenceModel.open(1)) {
      Tokens text = tokenizer.encode("Does papain shorten the debridement of ulcers?");
      float[] plain = encode(model, text, text.count()).toArray();
      for (int length : new int[] {MiniLmEncoder.paddedLength(text.count()), 64, 256}) {
        float[] padded = encode(model, text, length).toArray();
        for (int i = 0; i < plain.length; i++) {
          assertThat(padded[i]).isCloseTo(plain[i], within(1e-5f));
        }
      }
    }
  }

  private static Embedding encode(SentenceModel model, Tokens text, int length) {
    return model.encode(List.of(text), length).get(0);
  }
}
