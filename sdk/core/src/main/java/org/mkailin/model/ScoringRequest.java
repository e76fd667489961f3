package org.mkailin.model;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.mkailin.model.GenerationRequest.Message;

/**
 * Continuations of a conversation whose probabilities are asked for.
 *
 * @param messages the conversation so far, oldest first; not empty
 * @param continuations what the model might say next; at least one, none empty
 */
public record ScoringRequest(List<Message> messages, List<String> continuations)
    implements Serializable {

  public ScoringRequest {
    messages = List.copyOf(messages);
    continuations = List.copyOf(continuations);
    if (messages.isEmpty() || continuations.isEmpty() || continuations.contains("")) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a scoring request needs messages and continuations that are not empty, but has %d and %s",
              messages.size(),
              continuations));
    }
  }
}
