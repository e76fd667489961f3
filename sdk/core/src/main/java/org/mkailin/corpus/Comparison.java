package org.mkailin.corpus;

import java.io.Serializable;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * Two questions in context about one source, for an evaluator to judge.
 *
 * @param source the citation that both ask about
 * @param first the general agent's question
 * @param second the domain agent's question
 */
@DefaultCoder(RecordCoder.class)
public record Comparison(Citation source, QuestionInContext first, QuestionInContext second)
    implements Serializable {}
