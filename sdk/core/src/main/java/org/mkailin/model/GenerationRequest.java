package org.mkailin.model;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * What a language model is asked.
 *
 * @param messages the conversation so far, oldest first; not empty
 * @param maxNewTokens the most tokens to generate, ≥ 1
 * @param stop texts that end the generation; they are not part of the result
 * @param temperature 0 for greedy decoding, else the softmax temperature
 * @param seed seed of the sampling; derive it from PMID and agent name
 */
public record GenerationRequest(
    List<Message> messages, int maxNewTokens, List<String> stop, double temperature, long seed)
    implements Serializable {

  /**
   * One message of a conversation.
   *
   * @param role «system», «user» or «assistant»
   * @param content its text
   */
  public record Message(String role, String content) implements Serializable {}

  public GenerationRequest {
    messages = List.copyOf(messages);
    stop = List.copyOf(stop);
    if (messages.isEmpty() || maxNewTokens < 1 || !(temperature >= 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a request needs messages, maxNewTokens ≥ 1 and temperature ≥ 0, but has %d, %d"
                  + " and %s",
              messages.size(),
              maxNewTokens,
              temperature));
    }
  }
}
