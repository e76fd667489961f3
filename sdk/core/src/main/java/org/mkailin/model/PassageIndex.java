package org.mkailin.model;

import java.util.List;
import java.util.Set;
import org.mkailin.corpus.Context;

/**
 * Finds the passages nearest to a query by inner product; eq. 3 of m-KAILIN (arXiv 2504.19565).
 *
 * <p>Thread-safe.
 */
public interface PassageIndex {
  /**
   * One search.
   *
   * @param text the query as it was asked, for an index that also searches words
   * @param vector its embedding, of the index's dimensions
   * @param k the most passages to return, ≥ 1
   * @param except PMIDs that must not come back
   */
  record Query(String text, Embedding vector, int k, Set<String> except) {
    public Query {
      except = Set.copyOf(except);
      if (k < 1) {
        throw new IllegalArgumentException("k is " + k + ", but must be at least 1");
      }
    }
  }

  /**
   * Searches: for each query at most k contexts, highest inner product first, equal scores by PMID.
   * An index that is configured to also search words may order them otherwise; the score is the
   * inner product all the same.
   *
   * @throws IllegalArgumentException if a query has other dimensions than the index
   */
  List<List<Context>> search(List<Query> queries);

  /** What the index was built with. */
  IndexDescription description();
}
