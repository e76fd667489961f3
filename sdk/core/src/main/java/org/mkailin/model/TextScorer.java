package org.mkailin.model;

import org.mkailin.agent.Agent;

/**
 * A language model that says how probable given continuations of a conversation are.
 *
 * <p>Thread-safe. The same request gets the same numbers. Whoever binds a {@link TextGenerator} to
 * weights of its own can bind this as well; an endpoint that gives no probabilities can't.
 */
public interface TextScorer extends Agent<ScoringRequest, LogProbabilities> {
  /** Name of the model, for lineage. */
  String identity();
}
