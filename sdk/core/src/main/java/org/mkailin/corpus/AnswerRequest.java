package org.mkailin.corpus;

import java.io.Serializable;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * A question to be answered.
 *
 * @param source the citation that the question was asked about
 * @param asked the question with its contexts
 */
@DefaultCoder(RecordCoder.class)
public record AnswerRequest(Citation source, QuestionInContext asked) implements Serializable {}
