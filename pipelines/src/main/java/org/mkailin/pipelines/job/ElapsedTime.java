package org.mkailin.pipelines.job;

import java.time.Duration;
import java.util.Locale;

/** Elapsed time for people to read. */
public final class ElapsedTime {
  private ElapsedTime() {}

  /** As people say it: "3.2 s", "2 min 5 s", "1 h 2 min". */
  static String inWords(Duration time) {
    if (time.toHours() > 0) {
      return String.format(Locale.ROOT, "%d h %d min", time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? String.format(Locale.ROOT, "%d min %d s", time.toMinutes(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%.1f s", time.toNanos() / 1e9);
  }

  /** The same, since this {@link System#nanoTime()}. */
  public static String since(long started) {
    return inWords(Duration.ofNanos(System.nanoTime() - started));
  }

  /** As a clock shows it: "2:05", "1:02:05". */
  static String onClock(Duration time) {
    return time.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", time.toMinutesPart(), time.toSecondsPart());
  }
}
