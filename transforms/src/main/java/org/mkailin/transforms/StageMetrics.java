package org.mkailin.transforms;

import java.io.Serializable;
import java.util.Optional;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * The Beam metrics of a stage, for progress lines and the consoles of runners.
 *
 * <p>Their namespace is {@value #NAMESPACE}, and the stage stands in the name, such as
 * «ask-general.done»: Dataflow's console shows the name without the namespace, Flink's shows both
 * after an operator's name that tells little.
 *
 * @param stage the stage's name, such as «ask-general»
 */
public record StageMetrics(String stage) implements Serializable {
  /** The namespace of all of them. */
  public static final String NAMESPACE = "mkailin";

  /** What the counter of finished inputs is called, after its stage. */
  public static final String DONE = "done";

  /** What the counter of inputs that were rejected is called, after its stage. */
  public static final String REJECTED = "rejected";

  /** What the counter of retries is called, after its stage. */
  public static final String RETRIES = "retries";

  /** What the counter of records read from files is called, after its stage. */
  public static final String CITATIONS = "citations";

  /** What the counter of files read is called, after its stage. */
  public static final String FILES = "files";

  /** A counter of the stage. */
  public Counter counter(String what) {
    return Metrics.counter(NAMESPACE, stage + "." + what);
  }

  /** How many inputs an agent was given at once. */
  Distribution batchSize() {
    return Metrics.distribution(NAMESPACE, stage + ".batch-size");
  }

  /** How long each call of an agent took, in milliseconds. */
  Distribution batchMillis() {
    return Metrics.distribution(NAMESPACE, stage + ".batch-millis");
  }

  /** The stage of a metric, if it is one of those called {@code what}. */
  public static Optional<String> stageOf(MetricName metric, String what) {
    String name = metric.getName();
    return isOne(metric) && name.endsWith("." + what)
        ? Optional.of(name.substring(0, name.length() - what.length() - 1))
        : Optional.empty();
  }

  /** Whether a metric is one of a stage. */
  public static boolean isOne(MetricName metric) {
    return metric.getNamespace().equals(NAMESPACE);
  }
}
