package org.mkailin.plugins.tensorflow.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.model.GenerationRequest.Message;
import org.mkailin.plugins.tensorflow.folder.ModelFolderException;

/**
 * The fixture knows {@code <unk> <s> </s> [INST] [/INST]} as 0 to 4, «papain helps a lot» as 5 to
 * 8, and puts {@code <s>} before a text.
 */
class PromptTokenizerTest {
  private static final String REFUSES_SYSTEM =
      "{{ bos_token }}{% for m in messages %}{% if m.role != ['user', 'assistant'][loop.index0 % 2] %}"
          + "{{ raise_exception('no ' + m.role + ' here') }}{% endif %}"
          + "[INST] {{ m.content }} [/INST]{% endfor %}";

  @TempDir Path folder;

  @BeforeEach
  void fixture() throws Exception {
    try (InputStream file = PromptTokenizerTest.class.getResourceAsStream("tokenizer.json")) {
      Files.copy(file, folder.resolve("tokenizer.json"));
    }
  }

  @Test
  void withATemplateOnlyTheTemplateSetsSpecialTokens() throws Exception {
    write("tokenizer_config.json", "{\"bos_token\": \"<s>\"}");
    write("chat_template.jinja", "{{ bos_token }}[INST] {{ messages[0].content }} [/INST]");
    try (PromptTokenizer tokenizer = open()) {
      assertThat(tokenizer.hasChatTemplate()).isTrue();
      assertThat(tokenizer.encode(user("papain helps"))).containsExactly(1, 3, 5, 6, 4);
    }
  }

  @Test
  void withoutATemplateTheTextsAreJoinedAndTheTokenizerSetsThem() throws Exception {
    try (PromptTokenizer tokenizer = open()) {
      assertThat(tokenizer.hasChatTemplate()).isFalse();
      List<Message> two = List.of(new Message("system", "papain"), new Message("user", "helps"));
      // The newline is a token, 9: <s> papain \\n \\n helps.
      assertThat(tokenizer.encode(two)).containsExactly(1, 5, 9, 9, 6);
      assertThat(tokenizer.encode(user(""))).containsExactly(1);
    }
  }

  @Test
  void aContinuationHasNoSpecialTokensAndDecodingLeavesThemOut() throws Exception {
    try (PromptTokenizer tokenizer = open()) {
      assertThat(tokenizer.encodeContinuation("a lot")).containsExactly(7, 8);
      assertThat(tokenizer.decode(new int[] {1, 5, 6, 2})).isEqualTo("papain helps");
    }
  }

  @Test
  void aRefusedSystemMessageIsPutBeforeTheFirstUserMessage() throws Exception {
    write("tokenizer_config.json", "{\"bos_token\": \"<s>\"}");
    write("chat_template.jinja", REFUSES_SYSTEM);
    List<Message> messages = List.of(new Message("system", "papain"), new Message("user", "helps"));
    try (PromptTokenizer tokenizer = open()) {
      assertThat(tokenizer.encode(messages)).containsExactly(1, 3, 5, 9, 9, 6, 4);
    }
  }

  @Test
  void whatIsStillRefusedIsToldInTheTemplatesWords() throws Exception {
    write("chat_template.jinja", REFUSES_SYSTEM);
    try (PromptTokenizer tokenizer = open()) {
      List<Message> twice = List.of(new Message("user", "a"), new Message("user", "lot"));
      assertThatThrownBy(() -> tokenizer.encode(twice))
          .isInstanceOf(ChatRefusedException.class)
          .hasMessage("the model's chat template refuses the messages: no user here");
      List<Message> folded =
          List.of(new Message("system", "a"), new Message("user", "a"), new Message("tool", "lot"));
      assertThatThrownBy(() -> tokenizer.encode(folded))
          .isInstanceOf(ChatRefusedException.class)
          .hasMessageEndingWith("no tool here");
      assertThatThrownBy(() -> tokenizer.encode(List.of(new Message("system", "a"))))
          .isInstanceOf(ChatRefusedException.class)
          .hasMessageEndingWith("no system here");
    }
  }

  @Test
  void theEndTokenIsTheTokenizersOwn() throws Exception {
    try (PromptTokenizer tokenizer = open()) {
      assertThat(tokenizer.endToken()).isEmpty();
    }
    write("tokenizer_config.json", "{\"eos_token\": {\"content\": \"</s>\"}}");
    try (PromptTokenizer tokenizer = open()) {
      assertThat(tokenizer.endToken()).hasValue(2);
    }
  }

  @Test
  void anEndTokenThatTheTokenizerLacksIsRefused() throws Exception {
    write("tokenizer_config.json", "{\"eos_token\": \"<|eot|>\"}");
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("names «<|eot|>» as eos_token, but the tokenizer has no such token");
  }

  @Test
  void aTokenizerThatIsLargerThanTheModelIsRefused() {
    assertThatThrownBy(() -> PromptTokenizer.open(folder, 9))
        .isInstanceOf(IOException.class)
        .hasMessage(
            folder.resolve("tokenizer.json")
                + " goes up to id 9 («\n»), but the model's vocabulary has 9 rows, 0 to 8; take the"
                + " tokenizer and the weights from the same model");
  }

  @Test
  void aFolderWithAVocabTxtHasATokenizer() throws Exception {
    Files.delete(folder.resolve("tokenizer.json"));
    write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\npapain\n");
    try (PromptTokenizer tokenizer = PromptTokenizer.open(folder, 4)) {
      assertThat(tokenizer.encode(user("Papain"))).containsExactly(1, 3, 2);
    }
  }

  @Test
  void aFolderWithoutATokenizerSaysWhatItHas() throws Exception {
    Files.delete(folder.resolve("tokenizer.json"));
    write("config.json", "{}");
    assertThatThrownBy(this::open)
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(folder + " has no tokenizer.json or vocab.txt; it has config.json");
    write("tokenizer.model", "");
    assertThatThrownBy(this::open)
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("tokenizer.model is a SentencePiece model")
        .hasMessageContaining("AutoTokenizer.from_pretrained(folder).save_pretrained(folder)");
  }

  @Test
  void aDamagedConfigurationIsNamed() throws Exception {
    write("tokenizer_config.json", "{\"eos_token_id\": ");
    assertThatThrownBy(this::open)
        .isInstanceOf(ModelFolderException.class)
        .hasMessageStartingWith(
            folder.resolve("tokenizer_config.json") + " is not readable as JSON");
  }

  private PromptTokenizer open() throws IOException {
    return PromptTokenizer.open(folder, 10);
  }

  private static List<Message> user(String text) {
    return List.of(new Message("user", text));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
