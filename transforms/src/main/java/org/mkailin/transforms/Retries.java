package org.mkailin.transforms;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.util.BackOff;
import org.apache.beam.sdk.util.BackOffUtils;
import org.apache.beam.sdk.util.FluentBackoff;
import org.apache.beam.sdk.util.Sleeper;
import org.joda.time.Duration;
import org.mkailin.agent.TransientFault;

/**
 * Calls an agent with a batch, and retries transient faults with backoff.
 *
 * <p>What fails for good carries the agent's name, the stage and the batch's PMIDs.
 *
 * @param <I> what the batch holds
 */
final class Retries<I> implements Serializable {
  // 1 + 2 + 4 + 8 + 16 s at the most, with Beam's usual jitter.
  private static final FluentBackoff RETRIES =
      FluentBackoff.DEFAULT
          .withInitialBackoff(Duration.standardSeconds(1))
          .withExponent(2)
          .withMaxRetries(5);

  private final String agent;
  private final String stage;
  private final SerializableFunction<I, String> pmidOf;
  private final Counter retries;

  Retries(String agent, String stage, SerializableFunction<I, String> pmidOf) {
    this.agent = agent;
    this.stage = stage;
    this.pmidOf = pmidOf;
    this.retries = new StageMetrics(stage).counter(StageMetrics.RETRIES);
  }

  /**
   * What the agent makes of a batch.
   *
   * @param what the results in a reader's words, such as «outcomes»
   * @throws IllegalStateException if it fails for good, or does not give one result for each input
   */
  <R> List<R> of(List<I> batch, String what, Supplier<List<R>> call)
      throws IOException, InterruptedException {
    BackOff backoff = RETRIES.backoff();
    while (true) {
      try {
        List<R> results = call.get();
        if (results.size() != batch.size()) {
          throw new IllegalStateException(
              "it gave " + results.size() + " " + what + " for " + batch.size() + " inputs");
        }
        return results;
      } catch (TransientFault fault) {
        if (!BackOffUtils.next(Sleeper.DEFAULT, backoff)) {
          throw failure(batch, "still failing after all retries: " + fault.getMessage(), fault);
        }
        retries.inc();
      } catch (RuntimeException e) {
        throw failure(batch, String.valueOf(e.getMessage()), e);
      }
    }
  }

  private IllegalStateException failure(List<I> batch, String said, RuntimeException cause) {
    List<String> pmids = batch.stream().map(pmidOf::apply).toList();
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "agent '%s' failed in stage %s on PMIDs %s: %s",
            agent,
            stage,
            pmids,
            said),
        cause);
  }
}
