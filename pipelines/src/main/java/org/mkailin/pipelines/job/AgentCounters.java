package org.mkailin.pipelines.job;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.mkailin.transforms.StageMetrics;

/**
 * What agents count for people to know: texts that were cut, verdicts that hung on the order.
 *
 * <p>These are Beam's counters of plugins, which each runner shows in its own way, too. They
 * include what was tried and tried again, so they are right for a look, not for the books.
 */
final class AgentCounters {
  private static final String OF_BEAM = "org.apache.beam.";

  private AgentCounters() {}

  /** Prints one line for each counter that is not 0, such as «Judge: order-disagreements 12». */
  static void print(PipelineResult result, PrintStream out) {
    Map<String, Long> counts = new TreeMap<>();
    result
        .metrics()
        .queryMetrics(MetricsFilter.builder().build())
        .getCounters()
        .forEach(
            counter -> {
              if (isToldOf(counter.getName())) {
                counts.merge(line(counter.getKey()), counter.getAttempted(), Long::sum);
              }
            });
    counts.forEach(
        (counter, count) -> {
          if (count != 0) {
            out.printf(Locale.ROOT, "%s %,d%n", counter, count);
          }
        });
    out.flush();
  }

  private static boolean isToldOf(MetricName name) {
    // The others of a stage are in the books, and in the progress line.
    return StageMetrics.isOne(name)
        ? StageMetrics.stageOf(name, StageMetrics.RETRIES).isPresent()
        : !name.getNamespace().startsWith(OF_BEAM);
  }

  /** The transform as the pipeline names it, and what is counted there. */
  private static String line(MetricKey key) {
    String transform = String.valueOf(key.stepName()).replaceFirst("/.*", "");
    MetricName name = key.metricName();
    if (StageMetrics.isOne(name)) {
      return transform + ": " + StageMetrics.RETRIES;
    }
    // A counter of a class has a name of its own; another's namespace says what is counted.
    boolean ofClass = name.getNamespace().contains(".");
    return transform + ": " + (ofClass ? name.getName() : name.getNamespace());
  }
}
