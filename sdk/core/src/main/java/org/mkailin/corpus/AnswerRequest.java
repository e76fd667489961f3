package org.mkailin.corpus;

import java.io.Serializable;

/**
 * A question to be answered.
 *
 * @param source the citation that the question was asked about
 * @param asked the question with its contexts
 */
public record AnswerRequest(Citation source, QuestionInContext asked) implements Serializable {}
