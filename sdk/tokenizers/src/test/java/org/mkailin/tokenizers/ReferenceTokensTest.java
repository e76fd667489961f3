package org.mkailin.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 308 texts and what Hugging Face makes of them; needs the data that mkailin.data names. */
class ReferenceTokensTest {
  private static final int TEXTS = 308;
  private static final Path DATA =
      Path.of(System.getProperty("mkailin.data", "no-such-folder"), "reference");

  @BeforeEach
  void dataIsThere() {
    assumeTrue(Files.exists(DATA), "SKIPPED: there is no " + DATA + " to compare tokens with");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tok-bert", "tok-llama3", "tok-mistral"})
  void everyTextIsEncodedAndDecodedAsByHuggingFace(String name) throws Exception {
    JsonNode cases = read("tok.json").get(name);
    assertThat(cases).hasSize(TEXTS);
    Path file = DATA.resolve(name).resolve("tokenizer.json");
    try (Tokenizer tokenizer = Tokenizer.open(file, Tokenizer.UNLIMITED)) {
      for (JsonNode expected : cases) {
        String text = expected.get("t").asText();
        int[] ids = tokenizer.encode(text).ids();
        assertThat(ids).as(text).containsExactly(ids(expected.get("a")));
        assertThat(tokenizer.encodeWithoutSpecialTokens(text).ids())
            .as(text)
            .containsExactly(ids(expected.get("b")));
        assertThat(tokenizer.decode(ids)).isEqualTo(expected.get("d").asText());
      }
    }
  }

  @Test
  void everyTextIsEncodedFromVocabTxtAsByTransformers() throws Exception {
    JsonNode cases = read("tokv.json");
    assertThat(cases).hasSize(TEXTS);
    Path file = DATA.resolve("tok-bert/vocab.txt");
    try (Tokenizer tokenizer =
        Tokenizer.openVocabulary(file, WordPieceSettings.UNCASED, Tokenizer.UNLIMITED)) {
      for (JsonNode expected : cases) {
        String text = expected.get("t").asText();
        assertThat(tokenizer.encode(text).ids()).as(text).containsExactly(ids(expected.get("a")));
      }
    }
  }

  private static JsonNode read(String name) throws IOException {
    return new ObjectMapper().readTree(DATA.resolve(name).toFile());
  }

  private static int[] ids(JsonNode array) {
    int[] ids = new int[array.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = array.get(i).asInt();
    }
    return ids;
  }
}
