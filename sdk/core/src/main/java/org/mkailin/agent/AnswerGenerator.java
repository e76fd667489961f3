package org.mkailin.agent;

import org.mkailin.corpus.AnswerRequest;

/**
 * Answers a question in its context; A in m-KAILIN (arXiv 2504.19565), step 4.
 *
 * <p>The outcome is the answer's text, not blank.
 */
public interface AnswerGenerator extends Agent<AnswerRequest, String> {}
