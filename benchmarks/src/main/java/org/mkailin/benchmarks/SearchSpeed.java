package org.mkailin.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.mkailin.model.PassageIndex.Query;

/**
 * How fast an index answers.
 *
 * @param latencies milliseconds of each call with one query, one after the other
 * @param rate queries a second, one a call, by several threads
 * @param batchRate queries a second, many a call, by one thread
 * @param batchRateOfAll queries a second, many a call, by several threads
 * @param found PMIDs for each query
 */
record SearchSpeed(
    List<Double> latencies,
    double rate,
    double batchRate,
    double batchRateOfAll,
    List<List<String>> found) {

  /** Queries of a call with many. */
  static final int BATCH = 32;

  private static final int WARM_UP = 400;
  private static final double MILLISECONDS = 1e-6;

  /**
   * Asks all queries again and again, in each of four ways, after some hundred to warm up.
   *
   * @param seconds how long at least, in each way; rates are the median over the rounds
   */
  static SearchSpeed of(
      SearchEngine.Searcher searcher, List<Query> queries, int threads, double seconds) {
    List<List<Query>> single = parts(queries, 1);
    List<List<Query>> batches = parts(queries, BATCH);
    List<Double> latencies = new ArrayList<>();
    try (InParallel one = new InParallel(1);
        InParallel all = new InParallel(threads)) {
      answers(searcher, all, single.subList(0, Math.min(WARM_UP, single.size())));
      answers(searcher, all, batches.subList(0, Math.min(WARM_UP / BATCH, batches.size())));
      List<List<String>> found =
          Timed.repeat(() -> oneByOne(searcher, single, latencies), seconds).lastResult();
      return new SearchSpeed(
          latencies,
          rate(Timed.repeat(() -> answers(searcher, all, single), seconds)),
          rate(Timed.repeat(() -> answers(searcher, one, batches), seconds)),
          rate(Timed.repeat(() -> answers(searcher, all, batches), seconds)),
          found);
    }
  }

  /** Parts of a list, each of this size but for the last. */
  static <T> List<List<T>> parts(List<T> whole, int size) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < whole.size(); from += size) {
      parts.add(whole.subList(from, Math.min(from + size, whole.size())));
    }
    return parts;
  }

  private static List<List<String>> oneByOne(
      SearchEngine.Searcher searcher, List<List<Query>> calls, List<Double> latencies) {
    List<List<String>> found = new ArrayList<>(calls.size());
    for (List<Query> call : calls) {
      long start = System.nanoTime();
      try {
        found.addAll(searcher.search(call));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      latencies.add((System.nanoTime() - start) * MILLISECONDS);
    }
    return found;
  }

  private static List<List<String>> answers(
      SearchEngine.Searcher searcher, InParallel threads, List<List<Query>> calls) {
    List<Callable<List<List<String>>>> searches = new ArrayList<>(calls.size());
    calls.forEach(call -> searches.add(() -> searcher.search(call)));
    return threads.all(searches).stream().flatMap(List::stream).toList();
  }

  private static double rate(Timed<List<List<String>>> rounds) {
    return rounds.lastResult().size() / Task.median(rounds.seconds());
  }

  /** Milliseconds that this share of the calls took at most. */
  double latency(double share) {
    return percentile(latencies, share);
  }

  /** The smallest value that at least this share of all values does not exceed. */
  static double percentile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
