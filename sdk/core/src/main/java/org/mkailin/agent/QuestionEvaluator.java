package org.mkailin.agent;

import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Judgement;

/**
 * Judges which of two questions has the contexts that fit the source better; E in m-KAILIN (arXiv
 * 2504.19565), eq. 4 to 6.
 *
 * <p>Swapping the two sides swaps the scores. A comparison that can't be judged is a rejection; one
 * without a difference is a tie.
 */
public interface QuestionEvaluator extends Agent<Comparison, Judgement> {}
