package org.mkailin.plugins.elasticsearch;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits for faults to pass: exponential backoff with full jitter, up to a limit of time without any
 * progress.
 *
 * <p>One for each operation; not thread-safe.
 */
final class Patience {
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 10_000;
  // Beyond, the wait is the longest anyway.
  private static final int MOST_DOUBLINGS = 10;

  private final String what;
  private final Duration limit;
  private long start = System.nanoTime();
  private int faults;

  /**
   * Patience with one operation.
   *
   * @param what the operation, for the message
   * @param limit how long it may go without progress
   */
  Patience(String what, Duration limit) {
    this.what = what;
    this.limit = limit;
  }

  /** A request. */
  interface Request<T> {
    T send() throws IOException;
  }

  /** Sends a request until it works, which is progress. */
  <T> T with(Request<T> request) {
    while (true) {
      try {
        T answer = request.send();
        progress();
        return answer;
      } catch (IOException | RuntimeException e) {
        pause(Fault.of(e), e);
      }
    }
  }

  /** Something worked: the time starts again. */
  void progress() {
    start = System.nanoTime();
    faults = 0;
  }

  /**
   * Waits a while after a fault.
   *
   * @throws IllegalStateException if the fault does not pass, or has not for too long
   */
  void pause(Fault fault, Throwable cause) {
    if (!fault.passes()) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s: %s", what, fault.explained()), cause);
    }
    faults++;
    Duration waited = Duration.ofNanos(System.nanoTime() - start);
    if (waited.compareTo(limit) >= 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s: given up after %d s and %d tries: %s",
              what,
              waited.toSeconds(),
              faults,
              fault.explained()),
          cause);
    }
    long most = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(faults - 1, MOST_DOUBLINGS));
    // Not past the limit by much: the last try is when time is up.
    long left = Math.max(1, limit.minus(waited).toMillis());
    sleep(Math.min(left, 1 + ThreadLocalRandom.current().nextLong(most)));
  }

  /** Waits, for as long as nobody interrupts. */
  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Elasticsearch", e);
    }
  }
}
