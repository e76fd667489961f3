package org.mkailin.plugins.tensorflow.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mkailin.model.GenerationRequest.Message;

class ChatTemplateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-05T14:07:00Z"), ZoneOffset.UTC);
  private static final List<Message> HELLO = List.of(new Message("user", "Hello"));

  @TempDir Path folder;

  static Stream<JsonNode> templates() throws IOException {
    try (InputStream file = ChatTemplateTest.class.getResourceAsStream("chat-templates.json")) {
      return StreamSupport.stream(JSON.readTree(file).spliterator(), false);
    }
  }

  /** Templates in the manner of well-known models, and what transformers makes of them. */
  @ParameterizedTest
  @MethodSource("templates")
  void aConversationIsRenderedOrRefusedAsByTransformers(JsonNode template) throws Exception {
    ObjectNode config = template.get("tokens").deepCopy();
    config.put("chat_template", template.get("template").asText());
    write("tokenizer_config.json", config.toString());
    ChatTemplate chat = read();
    for (JsonNode conversation : template.get("conversations")) {
      List<Message> messages = messages(conversation.get("messages"));
      if (conversation.has("refused")) {
        assertThatThrownBy(() -> chat.render(messages))
            .isInstanceOf(ChatRefusedException.class)
            .hasMessage(
                "the model's chat template refuses the messages: "
                    + conversation.get("refused").asText());
      } else {
        assertThat(chat.render(messages)).isEqualTo(conversation.get("text").asText());
      }
    }
  }

  @Test
  void theReferenceTemplatesAreRenderedAsByTransformers() throws Exception {
    Path file =
        Path.of(System.getProperty("mkailin.data", "no-such-folder"), "reference/chat.json");
    assumeTrue(Files.exists(file), "SKIPPED: there is no " + file + " to compare with");
    JsonNode cases = JSON.readTree(file.toFile());
    assertThat(cases).hasSize(4);
    for (JsonNode expected : cases) {
      ObjectNode config = JSON.createObjectNode().put("bos_token", "<s>").put("eos_token", "</s>");
      config.set("chat_template", expected.get("tpl"));
      write("tokenizer_config.json", config.toString());
      assertThat(read().render(messages(expected.get("messages"))))
          .isEqualTo(expected.get("out").asText());
    }
  }

  @Test
  void specialTokensMayBeObjectsAndStandInEitherFile() throws Exception {
    write(
        "tokenizer_config.json",
        "{\"bos_token\": {\"content\": \"<b>\", \"lstrip\": false}, \"eos_token\": null,"
            + " \"chat_template\": \"{{ bos_token }}{{ eos_token }}{{ pad_token is defined }}\"}");
    write("special_tokens_map.json", "{\"bos_token\": \"<x>\", \"eos_token\": \"</b>\"}");
    assertThat(read().render(HELLO)).isEqualTo("<b></b>False");
  }

  @Test
  void theTemplateNamedDefaultIsTaken() throws Exception {
    write(
        "tokenizer_config.json",
        "{\"chat_template\": [{\"name\": \"tool_use\", \"template\": \"t\"},"
            + " {\"name\": \"default\", \"template\": \"d\"}]}");
    assertThat(read().render(HELLO)).isEqualTo("d");
    write(
        "tokenizer_config.json",
        "{\"chat_template\": [{\"name\": \"tool_use\", \"template\": \"t\"}]}");
    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("[tool_use], but none is named «default»");
  }

  @Test
  void aFileOfItsOwnGoesBeforeTheConfiguration() throws Exception {
    write("chat_template.json", "{\"chat_template\": \"json\"}");
    assertThat(read().render(HELLO)).isEqualTo("json");
    write("tokenizer_config.json", "{\"chat_template\": \"config\"}");
    assertThat(read().render(HELLO)).isEqualTo("config");
    write("chat_template.jinja", "{{ messages[0].content }} jinja\n");
    assertThat(read().render(HELLO)).isEqualTo("Hello jinja");
  }

  @Test
  void aFolderMayHaveNoTemplate() throws Exception {
    assertThat(ChatTemplate.read(folder, CLOCK)).isEmpty();
    write("tokenizer_config.json", "{\"chat_template\": null}");
    assertThat(ChatTemplate.read(folder, CLOCK)).isEmpty();
  }

  @Test
  void aWrongTemplateIsNamedWithItsFileAndLine() throws Exception {
    write("chat_template.jinja", "a\n{% if true %}");
    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "the chat template in " + folder.resolve("chat_template.jinja") + ": line 2: ");
    write("chat_template.jinja", "{{ messages | nofilter }}");
    ChatTemplate chat = read();
    assertThatThrownBy(() -> chat.render(HELLO))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("line 1: the filter «nofilter» is not supported");
  }

  @Test
  void aDateInAnUnsupportedFormatIsAnError() throws Exception {
    write("chat_template.jinja", "{{ strftime_now('%d.%m.%y %%') }}");
    assertThat(read().render(HELLO)).isEqualTo("05.03.26 %");
    write("chat_template.jinja", "{{ strftime_now('%U') }}");
    ChatTemplate chat = read();
    assertThatThrownBy(() -> chat.render(HELLO)).hasMessageContaining("«%U» is not supported");
  }

  private ChatTemplate read() throws IOException {
    return ChatTemplate.read(folder, CLOCK).orElseThrow();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static List<Message> messages(JsonNode messages) {
    List<Message> list = new ArrayList<>();
    messages.forEach(
        message ->
            list.add(new Message(message.get("role").asText(), message.get("content").asText())));
    return list;
  }
}
