package org.mkailin.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import org.mkailin.model.PassageIndex.Query;
import org.mkailin.model.PassageIndexWriter.Entry;

/**
 * What a perfect index would find: every passage is scored.
 *
 * @param nearest PMIDs of the passages nearest to each query
 */
record ExactSearch(List<Set<String>> nearest) {
  private record Scored(String pmid, double score) {}

  private static final Comparator<Scored> WORST_FIRST =
      Comparator.comparingDouble(Scored::score)
          .thenComparing(Scored::pmid, Comparator.reverseOrder());

  /** Searches among these passages. */
  static ExactSearch of(List<Entry> entries, List<Query> queries) {
    return new ExactSearch(queries.parallelStream().map(query -> nearest(entries, query)).toList());
  }

  private static Set<String> nearest(List<Entry> entries, Query query) {
    PriorityQueue<Scored> best = new PriorityQueue<>(WORST_FIRST);
    for (Entry entry : entries) {
      best.add(new Scored(entry.passage().pmid(), entry.vector().dot(query.vector())));
      if (best.size() > query.k()) {
        best.remove();
      }
    }
    return best.stream().map(Scored::pmid).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Recall: which share of the nearest passages an index found, on average over the queries.
   *
   * @param found PMIDs for each query
   */
  double recall(List<List<String>> found) {
    double sum = 0;
    for (int i = 0; i < nearest.size(); i++) {
      sum +=
          (double) found.get(i).stream().filter(nearest.get(i)::contains).count()
              / nearest.get(i).size();
    }
    return sum / nearest.size();
  }
}
