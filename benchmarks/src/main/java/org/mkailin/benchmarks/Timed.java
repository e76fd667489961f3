package org.mkailin.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A computation that was repeated against the clock.
 *
 * @param seconds of each repetition, at least one
 * @param results of each repetition
 */
record Timed<T>(List<Double> seconds, List<T> results) {
  private static final double NANOSECONDS = 1e9;

  Timed {
    seconds = List.copyOf(seconds);
    results = List.copyOf(results);
  }

  /** Repeats a computation until {@code atLeast} seconds are over. */
  static <T> Timed<T> repeat(Supplier<T> computation, double atLeast) {
    List<Double> seconds = new ArrayList<>();
    List<T> results = new ArrayList<>();
    long begin = System.nanoTime();
    while (true) {
      long before = System.nanoTime();
      results.add(computation.get());
      long after = System.nanoTime();
      seconds.add((after - before) / NANOSECONDS);
      if ((after - begin) / NANOSECONDS >= atLeast) {
        return new Timed<>(seconds, results);
      }
    }
  }

  /** Of the last repetition. */
  T lastResult() {
    return results.get(results.size() - 1);
  }
}
