package org.mkailin.agent;

import java.util.List;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Question;

/**
 * Finds contexts for each question; R in m-KAILIN (arXiv 2504.19565), eq. 3.
 *
 * <p>The outcome is at most k contexts, best first, of distinct PMIDs, and never the question's own
 * citation. Finding none is a rejection.
 */
public interface ContextRetriever extends Agent<Question, List<Context>> {}
