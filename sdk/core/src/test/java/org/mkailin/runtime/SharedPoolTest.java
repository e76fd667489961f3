package org.mkailin.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedPoolTest {
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final SharedPool<AutoCloseable> pool = new SharedPool<>();

  private AutoCloseable model() {
    opened.incrementAndGet();
    // Two models of one key at the same time would not fit the device.
    assertThat(open.incrementAndGet()).isEqualTo(1);
    return open::decrementAndGet;
  }

  @Test
  void oneKeyIsOpenedOnceAndClosedWithItsLastUser() {
    AutoCloseable first = pool.acquire("m", this::model);
    assertThat(pool.acquire("m", this::model)).isSameAs(first);
    pool.release("m");
    assertThat(open).hasValue(1);
    pool.release("m");
    assertThat(open).hasValue(0);
    assertThat(opened).hasValue(1);
    assertThat(pool.keys()).isEmpty();
  }

  @Test
  void whatCouldNotBeOpenedIsForgottenAndTriedAgain() {
    assertThatThrownBy(
            () ->
                pool.acquire(
                    "m",
                    () -> {
                      throw new java.io.IOException("no such file");
                    }))
        .hasRootCauseMessage("no such file");
    assertThat(pool.keys()).isEmpty();
    pool.acquire("m", this::model);
    assertThat(open).hasValue(1);
  }

  @Test
  void releasingTooOftenIsAnError() {
    assertThatThrownBy(() -> pool.release("m")).hasMessageContaining("more often than acquired");
  }

  @Test
  void manyThreadsNeverHaveTwoOfOneKeyOpen() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(
          threads.submit(
              () -> {
                for (int j = 0; j < 2000; j++) {
                  pool.acquire("m", this::model);
                  pool.release("m");
                }
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    threads.shutdown();
    assertThat(open).hasValue(0);
    assertThat(pool.keys()).isEmpty();
  }
}
