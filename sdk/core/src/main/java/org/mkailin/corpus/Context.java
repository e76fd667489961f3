package org.mkailin.corpus;

import java.io.Serializable;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * A passage retrieved for a question.
 *
 * @param passage what was found
 * @param score inner product of the question's and the passage's embedding (eq. 3); higher is
 *     closer
 */
@DefaultCoder(RecordCoder.class)
public record Context(Passage passage, double score) implements Serializable {}
