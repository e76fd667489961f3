package org.mkailin.plugins.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final AtomicInteger tries = new AtomicInteger();

  @Test
  void whatPassesIsTriedUntilItHasPassed() {
    Patience patience = new Patience("asking", Duration.ofMinutes(1));
    assertThat(patience.with(() -> failing(3, new ConnectException("refused")))).isEqualTo(4);
  }

  @Test
  void itIsGivenUpAfterTheLimitWithTheLastFault() {
    Patience patience = new Patience("asking", Duration.ofMillis(300));
    assertThatThrownBy(() -> patience.with(() -> failing(1000, new ConnectException("refused"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "asking: given up after 0 s and \\d+ tries: no answer \\(ConnectException: refused\\);"
                + " check hosts \\(http or https\\) and proxy, and whether it runs");
    assertThat(tries.get()).isGreaterThan(2);
  }

  @Test
  void whatWorkedBeforeTakesNoneOfTheTime() throws IOException {
    Duration limit = Duration.ofMillis(300);
    Patience patience = new Patience("asking", limit);
    patience.with(() -> slow(limit));
    assertThat(patience.with(() -> failing(1, new ConnectException("refused")))).isEqualTo(2);
  }

  private static boolean slow(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return true;
  }

  @Test
  void whatCanNotPassIsToldAtOnce() {
    Patience patience = new Patience("asking", Duration.ofMinutes(1));
    assertThatThrownBy(() -> patience.with(() -> failing(1, new SSLHandshakeException("unknown"))))
        .hasMessage(
            "asking: TLS fails: unknown; set ca-certificate or ca-fingerprint to the authority that"
                + " the cluster's certificates are signed by");
    assertThatThrownBy(() -> patience.with(() -> failing(9, new IllegalArgumentException("bug"))))
        .hasMessage("asking: IllegalArgumentException: bug");
    assertThat(tries).hasValue(2);
  }

  private <E extends Exception> int failing(int times, E fault) throws IOException {
    if (tries.incrementAndGet() <= times) {
      if (fault instanceof IOException io) {
        throw io;
      }
      throw (RuntimeException) fault;
    }
    return tries.get();
  }
}
