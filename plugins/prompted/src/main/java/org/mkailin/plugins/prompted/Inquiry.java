package org.mkailin.plugins.prompted;

import java.util.List;
import java.util.function.Function;
import org.mkailin.agent.Outcome;
import org.mkailin.model.GenerationRequest.Message;

/**
 * A prompt, and how its reply is to be read.
 *
 * @param prompt what the model is told
 * @param reader what the reply says; where it can't be read, a rejection whose detail continues
 *     «the reply …»
 * @param <T> what a reply is read as
 */
record Inquiry<T>(Prompt prompt, Function<String, Outcome<T>> reader) {

  /**
   * A filled template.
   *
   * @param pmid the citation that it is about, for the seed
   * @param messages the conversation
   */
  record Prompt(String pmid, List<Message> messages) {
    Prompt {
      messages = List.copyOf(messages);
    }
  }
}
