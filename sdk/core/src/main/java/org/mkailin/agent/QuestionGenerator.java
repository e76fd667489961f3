package org.mkailin.agent;

import org.mkailin.corpus.Citation;

/**
 * Asks one question about each citation; G in m-KAILIN (arXiv 2504.19565), eq. 2.
 *
 * <p>The outcome is the question's text, not blank, on one line.
 */
public interface QuestionGenerator extends Agent<Citation, String> {}
