package org.mkailin.pipelines.job;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.jspecify.annotations.Nullable;
import org.mkailin.transforms.StageMetrics;

/**
 * One line that says where a running pipeline is: the stage, citations done, rate and time left.
 *
 * <p>On a terminal the line is drawn over itself every half second; elsewhere a line is printed
 * every ten seconds. The numbers are Beam's attempted metrics: right for a look, not for the books.
 */
public final class Progress implements AutoCloseable {
  /** System property by which the launcher script says that standard error is a terminal. */
  public static final String TERMINAL = "mkailin.terminal";

  /** What goes before a line that is printed where a progress line may stand. */
  public static final String CLEAR_LINE = "\r\u001b[K";

  private static final Duration ON_TERMINAL = Duration.ofMillis(500);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);

  /** When a stage was first seen to move, and how far it was then. */
  private record Sight(long time, long count) {}

  /** The stage that reads. */
  private static final String READ = "read";

  private final String program;
  private final List<String> stages;
  private final long total;
  private final long started;
  private final Map<String, Sight> firstSeen = new HashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  private @Nullable ScheduledFuture<?> ticking;
  private Map<String, Long> before = Map.of();
  private String shown;
  private Runnable atTheEnd = () -> {};

  /** A line for these stages, with a start at this {@link System#nanoTime()}. */
  Progress(String program, List<String> stages, long total, long started) {
    this.program = program;
    this.stages = stages;
    this.total = total;
    this.shown = stages.get(0);
    this.started = started;
  }

  /**
   * Shows the progress of {@code result} until it is closed.
   *
   * @param stages the stages that count what they have done, in their order
   * @param total how many citations each stage will see, or 0 where that is not known
   */
  static Progress of(
      PipelineResult result, String program, List<String> stages, long total, PrintStream out) {
    Progress progress = new Progress(program, stages, total, System.nanoTime());
    boolean terminal = Boolean.getBoolean(TERMINAL);
    long period = (terminal ? ON_TERMINAL : ELSEWHERE).toMillis();
    progress.ticking =
        progress.clock.scheduleAtFixedRate(
            () -> {
              String line = progress.line(() -> doneBy(result), System.nanoTime());
              out.print(terminal ? CLEAR_LINE + line : line + "\n");
              out.flush();
            },
            period,
            period,
            TimeUnit.MILLISECONDS);
    if (terminal) {
      progress.atTheEnd = () -> out.print(CLEAR_LINE);
    }
    return progress;
  }

  /** What a job has done: by stage, its finished inputs; attempts count. */
  public static Map<String, Long> doneBy(PipelineResult result) {
    Map<String, Long> done = new HashMap<>();
    result
        .metrics()
        .queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.inNamespace(StageMetrics.NAMESPACE))
                .build())
        .getCounters()
        .forEach(
            counter ->
                stageDone(counter.getName())
                    .ifPresent(stage -> done.merge(stage, counter.getAttempted(), Long::sum)));
    return done;
  }

  /** The stage whose work a counter counts, if it does: inputs done, or records read. */
  private static Optional<String> stageDone(MetricName counter) {
    return StageMetrics.stageOf(counter, StageMetrics.DONE)
        .or(() -> StageMetrics.stageOf(counter, StageMetrics.CITATIONS));
  }

  /** The line for what the runner says; where it can't be asked just now, that is the line. */
  String line(Supplier<Map<String, Long>> done, long now) {
    try {
      return line(done.get(), now);
    } catch (RuntimeException e) {
      return String.format(Locale.ROOT, "%s  no word from the runner: %s", program, e.getMessage());
    }
  }

  /** The line for these counts at this {@link System#nanoTime()}. */
  String line(Map<String, Long> done, long now) {
    String stage = current(done, now);
    long count = done.getOrDefault(stage, 0L);
    // What has been read is what the other stages will see, where nobody knew before.
    long expected = total > 0 ? total : done.getOrDefault(READ, 0L);
    boolean reading = stage.equals(READ);
    StringBuilder line = new StringBuilder(program).append("  ").append(stage);
    line.append(
        reading || expected == 0
            ? String.format(Locale.ROOT, " %,d", count)
            : String.format(Locale.ROOT, " %,d/%,d", count, expected));
    Sight first = firstSeen.getOrDefault(stage, new Sight(now, count));
    if (now > first.time() && count > first.count()) {
      double seconds = (now - first.time()) / 1e9;
      line.append(
          String.format(Locale.ROOT, ", %,.1f citations/s", (count - first.count()) / seconds));
    }
    line.append(", ")
        .append(ElapsedTime.onClock(Duration.ofNanos(now - started)))
        .append(" elapsed");
    List<String> working = stages.stream().filter(s -> !s.equals(READ)).toList();
    long finished = working.stream().mapToLong(s -> done.getOrDefault(s, 0L)).sum();
    long work = expected * working.size();
    if (finished > 0 && finished <= work) {
      double left = (now - started) * ((double) (work - finished) / finished);
      line.append(", about ")
          .append(ElapsedTime.onClock(Duration.ofNanos((long) left)))
          .append(" left");
    }
    return line.toString();
  }

  /** The last stage that has moved since the line was asked for before. */
  private String current(Map<String, Long> done, long now) {
    for (String stage : stages) {
      long count = done.getOrDefault(stage, 0L);
      if (count > before.getOrDefault(stage, 0L)) {
        shown = stage;
        firstSeen.putIfAbsent(stage, new Sight(now, count));
      }
    }
    before = Map.copyOf(done);
    return shown;
  }

  @Override
  public void close() {
    if (ticking != null) {
      ticking.cancel(false);
    }
    clock.shutdown();
    try {
      clock.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    atTheEnd.run();
  }
}
