package org.mkailin.plugins.elasticsearch;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reciprocal rank fusion: score(d) = Σ over rankings of 1 / (60 + rank of d), ranks from 1; G. V.
 * Cormack, C. L. A. Clarke, S. Büttcher, «Reciprocal rank fusion outperforms Condorcet and
 * individual rank learning methods», SIGIR 2009.
 */
final class RankFusion {
  private static final int CONSTANT = 60;

  private RankFusion() {}

  /**
   * One ranking of several, best first; equal scores by PMID.
   *
   * @param rankings PMIDs, best first
   */
  static List<String> of(List<List<String>> rankings) {
    Map<String, Double> scores = new HashMap<>();
    for (List<String> ranking : rankings) {
      for (int i = 0; i < ranking.size(); i++) {
        scores.merge(ranking.get(i), 1.0 / (CONSTANT + i + 1), Double::sum);
      }
    }
    return scores.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
        .map(Map.Entry::getKey)
        .toList();
  }
}
