package org.mkailin.plugins.tensorflow.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mkailin.model.GenerationRequest.Message;
import org.mkailin.plugins.tensorflow.folder.JsonFile;
import org.mkailin.plugins.tensorflow.text.jinja.Function;
import org.mkailin.plugins.tensorflow.text.jinja.Template;
import org.mkailin.plugins.tensorflow.text.jinja.TemplateException;

/**
 * A model folder's chat template: turns a conversation into the text that the model was trained to
 * go on with, as transformers' {@code apply_chat_template(…, add_generation_prompt=True)} does.
 *
 * <p>The template is {@code chat_template.jinja}, or {@code chat_template} in {@code
 * tokenizer_config.json} (the one named «default», if it is a list) or in {@code
 * chat_template.json}. It sees {@code messages}, the special tokens by their names, {@code
 * add_generation_prompt}, {@code tools} and {@code documents}, which are None, {@code
 * raise_exception} and {@code strftime_now}. Thread-safe.
 */
public final class ChatTemplate {
  private static final String KEY = "chat_template";

  private final Path file;
  private final Template template;
  private final SpecialTokens tokens;
  private final Clock clock;

  private ChatTemplate(Path file, Template template, SpecialTokens tokens, Clock clock) {
    this.file = file;
    this.template = template;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * The chat template of a model folder, if it has one.
   *
   * @param clock what {@code strftime_now} tells, for templates that write the date
   * @throws IOException if a file cannot be read, or the template is wrong or uses a tag that is
   *     not supported
   */
  public static Optional<ChatTemplate> read(Path folder, Clock clock) throws IOException {
    Path plain = folder.resolve("chat_template.jinja");
    if (Files.exists(plain)) {
      return Optional.of(parse(plain, Files.readString(plain), clock));
    }
    for (String name : List.of("tokenizer_config.json", "chat_template.json")) {
      Path file = folder.resolve(name);
      Optional<String> source = source(file, JsonFile.readIfThere(file).path(KEY));
      if (source.isPresent()) {
        return Optional.of(parse(file, source.get(), clock));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> source(Path file, JsonNode template) throws IOException {
    if (!template.isArray()) {
      return template.isTextual() ? Optional.of(template.asText()) : Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (JsonNode named : template) {
      if (named.path("name").asText().equals("default")) {
        return Optional.of(named.path("template").asText());
      }
      names.add(named.path("name").asText());
    }
    throw new IOException(
        String.format(
            Locale.ROOT,
            "%s has the chat templates %s, but none is named «default»; rename the one to use",
            file,
            names));
  }

  private static ChatTemplate parse(Path file, String source, Clock clock) throws IOException {
    try {
      SpecialTokens tokens = SpecialTokens.read(file.resolveSibling(""));
      return new ChatTemplate(file, Template.parse(source), tokens, clock);
    } catch (TemplateException e) {
      throw new IOException(
          String.format(Locale.ROOT, "the chat template in %s: %s", file, e.getMessage()), e);
    }
  }

  /**
   * The conversation as the model's text, up to where its answer begins.
   *
   * @throws ChatRefusedException if the template refuses the messages by {@code raise_exception}
   * @throws IllegalStateException if the template uses what is not supported, or fails
   */
  public String render(List<Message> messages) {
    Map<String, @Nullable Object> values = new HashMap<>(tokens.texts());
    values.put("messages", messages.stream().map(ChatTemplate::fields).toList());
    values.put("add_generation_prompt", true);
    values.put("tools", null);
    values.put("documents", null);
    values.put("raise_exception", refusal());
    values.put("strftime_now", date());
    try {
      return template.render(values);
    } catch (TemplateException | IllegalArgumentException e) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the chat template in %s cannot be rendered: %s; put a simpler one into %s",
              file,
              e.getMessage(),
              file.resolveSibling("chat_template.jinja")),
          e);
    }
  }

  private static Map<String, Object> fields(Message message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("role", message.role());
    fields.put("content", message.content());
    return fields;
  }

  private static Function refusal() {
    return arguments -> {
      throw new ChatRefusedException(arguments.text(0, "message"));
    };
  }

  private Function date() {
    return arguments -> Strftime.format(LocalDateTime.now(clock), arguments.text(0, "format"));
  }
}
