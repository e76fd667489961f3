package org.mkailin.benchmarks;

import java.util.List;
import org.mkailin.model.PassageIndex.Query;
import org.mkailin.model.PassageIndexWriter.Entry;

/**
 * Passages to index, and queries to find them by.
 *
 * @param entries PMIDs count from 1; 8 % of the passages, chosen independently of the vectors, are
 *     of {@value #FILTERED_FROM} or later
 * @param queries with their words, for as many passages as was asked for
 */
record SearchCorpus(List<Entry> entries, List<Query> queries) {
  /** The first of the last four years of fifty. */
  static final int FILTERED_FROM = 2021;

  /** The first of fifty years, from which years are drawn uniformly. */
  static final int FIRST_YEAR = 1975;

  static final int YEARS = 50;

  SearchCorpus {
    entries = List.copyOf(entries);
    queries = List.copyOf(queries);
  }

  /** The passages that the filter keeps. */
  List<Entry> filtered() {
    return entries.stream().filter(SearchCorpus::isKept).toList();
  }

  private static boolean isKept(Entry entry) {
    Integer year = entry.passage().year();
    return year != null && year >= FILTERED_FROM;
  }
}
