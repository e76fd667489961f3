package org.mkailin.plugins.tensorflow.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mkailin.model.GenerationRequest.Message;

/** The real tokenizer of stories260K; needs the data that mkailin.data names. */
class StoriesTokenizerTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("mkailin.data", "no-such-folder"), "models/stories260K-hf");

  @Test
  void theKnownStoryIsDecodedAndEncodedTokenForToken() throws Exception {
    assumeTrue(Files.exists(FOLDER), "SKIPPED: there is no " + FOLDER + " to read");
    JsonNode story = new ObjectMapper().readTree(FOLDER.resolve("greedy.json").toFile());
    int[] ids = new ObjectMapper().convertValue(story.get("greedy_ids"), int[].class);
    String text = story.get("text").asText();
    try (PromptTokenizer tokenizer = PromptTokenizer.open(FOLDER, 512)) {
      assertThat(tokenizer.decode(ids)).isEqualTo(text);
      assertThat(tokenizer.encode(List.of(new Message("user", text)))).containsExactly(ids);
      assertThat(tokenizer.encode(List.of(new Message("user", "")))).containsExactly(1);
      assertThat(tokenizer.hasChatTemplate()).isFalse();
    }
  }
}
