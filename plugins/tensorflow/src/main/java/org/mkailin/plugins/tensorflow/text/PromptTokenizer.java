package org.mkailin.plugins.tensorflow.text;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mkailin.model.GenerationRequest.Message;
import org.mkailin.tokenizers.Tokenizer;
import org.mkailin.tokenizers.Vocabulary;

/**
 * A decoder's tokenizer and chat template, from its Hugging Face folder. Thread-safe; close it
 * after the last use.
 */
public final class PromptTokenizer implements AutoCloseable {
  private static final String BLANK_LINE = "\n\n";
  // Templates that write the date get the one that Llama 3's falls back to: a prompt that changed
  // overnight would make a retried bundle say something else.
  private static final Clock SAME_DATE_EVERY_DAY =
      Clock.fixed(Instant.parse("2024-07-26T00:00:00Z"), ZoneOffset.UTC);

  private final Tokenizer tokenizer;
  private final @Nullable ChatTemplate template;
  private final OptionalInt endToken;

  private PromptTokenizer(
      Tokenizer tokenizer, @Nullable ChatTemplate template, OptionalInt endToken) {
    this.tokenizer = tokenizer;
    this.template = template;
    this.endToken = endToken;
  }

  /**
   * Opens the tokenizer and the chat template of a model folder; see {@link ModelTokenizer}.
   *
   * @param modelVocabularySize rows of the model's embedding matrix; each token needs one
   * @throws IOException if there is no such file, if one is damaged, or if the tokenizer knows
   *     tokens that the model does not
   */
  public static PromptTokenizer open(Path folder, int modelVocabularySize) throws IOException {
    Tokenizer tokenizer = ModelTokenizer.open(folder, modelVocabularySize, Tokenizer.UNLIMITED);
    try {
      return new PromptTokenizer(
          tokenizer,
          ChatTemplate.read(folder, SAME_DATE_EVERY_DAY).orElse(null),
          endToken(folder, tokenizer.vocabulary()));
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static OptionalInt endToken(Path folder, Vocabulary vocabulary) throws IOException {
    Optional<String> named = SpecialTokens.read(folder).endOfSequence();
    if (named.isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt id = vocabulary.id(named.get());
    if (id.isEmpty()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s names «%s» as eos_token, but the tokenizer has no such token",
              folder.resolve("tokenizer_config.json"),
              named.get()));
    }
    return id;
  }

  /**
   * The tokens of a prompt: {@code [tokens]}.
   *
   * <p>With a chat template, the text that it makes of the messages; where it refuses them and the
   * first is a system message, once more with that message's text in front of the first user
   * message, and a blank line between them (as models without a system role are prompted). Without
   * a template, the messages' texts with blank lines between them, and the special tokens that the
   * tokenizer itself puts around a text; one empty message gives these alone.
   *
   * @throws ChatRefusedException if the chat template refuses the messages
   * @throws IllegalStateException if the chat template cannot be rendered
   */
  public int[] encode(List<Message> messages) {
    if (template == null) {
      return tokenizer
          .encode(messages.stream().map(Message::content).collect(Collectors.joining(BLANK_LINE)))
          .ids();
    }
    return encodeContinuation(render(template, messages));
  }

  private static String render(ChatTemplate template, List<Message> messages) {
    try {
      return template.render(messages);
    } catch (ChatRefusedException refusal) {
      List<Message> folded = foldSystem(messages);
      if (folded.equals(messages)) {
        throw refusal;
      }
      try {
        return template.render(folded);
      } catch (ChatRefusedException again) {
        again.addSuppressed(refusal);
        throw again;
      }
    }
  }

  /** The messages with a leading system message put into the first one of the user, if any. */
  private static List<Message> foldSystem(List<Message> messages) {
    if (!messages.get(0).role().equals("system")) {
      return messages;
    }
    List<Message> folded = new ArrayList<>(messages.subList(1, messages.size()));
    for (int i = 0; i < folded.size(); i++) {
      if (folded.get(i).role().equals("user")) {
        String text = messages.get(0).content() + BLANK_LINE + folded.get(i).content();
        folded.set(i, new Message("user", text));
        return folded;
      }
    }
    return messages;
  }

  /** The tokens of a text that goes on from others, without any special ones: {@code [tokens]}. */
  public int[] encodeContinuation(String text) {
    return tokenizer.encodeWithoutSpecialTokens(text).ids();
  }

  /** The text of tokens, without special ones and without ids that no token has. */
  public String decode(int[] ids) {
    return tokenizer.decode(ids);
  }

  /** The tokenizer's own {@code eos_token}, if it says. */
  public OptionalInt endToken() {
    return endToken;
  }

  /** Whether the folder has a chat template. */
  public boolean hasChatTemplate() {
    return template != null;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
