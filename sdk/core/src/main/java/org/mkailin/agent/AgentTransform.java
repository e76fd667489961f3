package org.mkailin.agent;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/**
 * An agent in transform form: a dataflow of its own, such as a distributed exact nearest-neighbour
 * join or a provider's batch interface.
 *
 * <p>It gives exactly one {@link Processed} for each input element, in any order. A plugin binds it
 * under the types of its role, and the role's transform then uses it in place of the worker form:
 *
 * <pre>{@code
 * bind(new TypeLiteral<AgentTransform<Question, List<Context>>>() {}).to(ExactJoin.class);
 * }</pre>
 *
 * <p>It is made while the pipeline is constructed, and the lease that made it ends right there: it
 * must hold nothing that is closed with the agent, but only what its own functions need to open
 * things on the workers.
 *
 * @param <I> the role's input
 * @param <O> the role's output
 */
public abstract class AgentTransform<I, O>
    extends PTransform<PCollection<I>, PCollection<Processed<I, O>>> {}
