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
   * @param vector the query, of the index's dimensions
   * @param k the most passages to return, ≥ 1
   * @param except PMIDs that must not come back
   */
  record Query(Embedding vector, int k, Set<String> except) {
    public Query {
      except = Set.copyOf(except);
      if (k < 1) {
        throw new IllegalArgumentException("k is " + k + ", but must be at least 1");
      }
    }
  }

  /**
   * Searches: for each query at most k contexts, highest inner product first, equal scores by PMID.
   *
   * @throws IllegalArgumentException if a query has other dimensions than the index
   */
  List<List<Context>> search(List<Query> queries);

  /** What the index was built with. */
  IndexDescription description();
}
