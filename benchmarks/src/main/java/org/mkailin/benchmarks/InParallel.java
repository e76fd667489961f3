package org.mkailin.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls that some threads share: each takes the next when it is done with one. */
final class InParallel implements AutoCloseable {
  private final ExecutorService pool;

  InParallel(int threads) {
    this.pool = Executors.newFixedThreadPool(threads);
  }

  /** Makes all calls; their results are in their order. */
  <T> List<T> all(List<Callable<T>> calls) {
    try {
      List<T> results = new ArrayList<>(calls.size());
      for (Future<T> done : pool.invokeAll(calls)) {
        results.add(done.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
