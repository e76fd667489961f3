package org.mkailin.agent;

import java.io.Serializable;

/**
 * An input with what an agent made of it.
 *
 * @param <I> the agent's input
 * @param <O> the agent's output
 * @param input what it read
 * @param outcome what it made of it
 */
public record Processed<I, O>(I input, Outcome<O> outcome) implements Serializable {}
