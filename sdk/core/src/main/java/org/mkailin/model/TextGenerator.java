package org.mkailin.model;

import org.mkailin.agent.Agent;

/**
 * A language model that continues a conversation.
 *
 * <p>Thread-safe. The same request gets the same text.
 */
public interface TextGenerator extends Agent<GenerationRequest, String> {
  /** Name of the model, for lineage. */
  String identity();
}
