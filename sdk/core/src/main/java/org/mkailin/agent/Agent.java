package org.mkailin.agent;

import java.util.List;

/**
 * An agent in worker form: a batch in, a batch of outcomes out.
 *
 * <p>One instance serves every thread of a worker, so it must be thread-safe. It must give the same
 * answer for the same input, whatever else is in the batch: a retried bundle is batched anew, and
 * has to say the same thing. An agent that samples derives its seed from the PMID and its name. The
 * testkit's contract tests check all of this.
 *
 * <p>An agent that is {@link AutoCloseable} is closed when the worker no longer needs it.
 *
 * @param <I> what it reads
 * @param <O> what it makes of it
 */
public interface Agent<I, O> {
  /**
   * Processes a batch.
   *
   * @param batch never empty when called by a transform, never more than the agent's batch size
   * @return one outcome for each input, in the input's order
   * @throws TransientFault if the whole batch may be tried again later (a time-out, a 429)
   * @throws RuntimeException for anything else: the bundle fails
   */
  List<Outcome<O>> process(List<I> batch);
}
