package org.mkailin.transforms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.util.BackOff;
import org.apache.beam.sdk.util.BackOffUtils;
import org.apache.beam.sdk.util.FluentBackoff;
import org.apache.beam.sdk.util.Sleeper;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.PassingFault;
import org.mkailin.agent.Processed;
import org.mkailin.transforms.RunAgent.AgentStage;

/**
 * Runs an agent in worker form: leases it, gives it batches within the bundle, and tries passing
 * faults again.
 *
 * <p>Elements are buffered up to the agent's batch size and flushed at the end of the bundle, each
 * with its own timestamp and window. A batch that fails for good fails the bundle, with the agent's
 * name and the batch's PMIDs in the message.
 */
final class AgentFn<I, O> extends LeasingFn<I, Processed<I, O>> {
  // 1 + 2 + 4 + 8 + 16 s at the most, with Beam's usual jitter.
  private static final FluentBackoff TRIES =
      FluentBackoff.DEFAULT
          .withInitialBackoff(Duration.standardSeconds(1))
          .withExponent(2)
          .withMaxRetries(5);

  private record Buffered<I>(I input, Instant timestamp, BoundedWindow window) {}

  private final AgentStage<I, O> stage;
  private final Counter retries;
  private transient List<Buffered<I>> buffer;

  AgentFn(AgentStage<I, O> stage) {
    super(stage.spec());
    this.stage = stage;
    this.retries = Metrics.counter("retries", stage.name());
  }

  @StartBundle
  public void startBundle() {
    buffer = new ArrayList<>();
  }

  @ProcessElement
  public void process(
      @Element I input,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      OutputReceiver<Processed<I, O>> output)
      throws IOException, InterruptedException {
    buffer.add(new Buffered<>(input, timestamp, window));
    if (buffer.size() >= stage.spec().batchSize()) {
      flush(
          (processed, from) ->
              output.outputWindowedValue(
                  processed, from.timestamp(), List.of(from.window()), PaneInfo.NO_FIRING));
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws IOException, InterruptedException {
    flush((processed, from) -> context.output(processed, from.timestamp(), from.window()));
  }

  private interface Emitter<I, O> {
    void emit(Processed<I, O> processed, Buffered<I> from);
  }

  private void flush(Emitter<I, O> emitter) throws IOException, InterruptedException {
    if (buffer.isEmpty()) {
      return;
    }
    List<I> batch = buffer.stream().map(Buffered::input).toList();
    List<Outcome<O>> outcomes = processWithTries(batch);
    for (int i = 0; i < outcomes.size(); i++) {
      emitter.emit(new Processed<>(batch.get(i), outcomes.get(i)), buffer.get(i));
    }
    buffer.clear();
  }

  private List<Outcome<O>> processWithTries(List<I> batch)
      throws IOException, InterruptedException {
    BackOff backoff = TRIES.backoff();
    while (true) {
      try {
        List<Outcome<O>> outcomes = get(stage.role()).process(batch);
        if (outcomes.size() != batch.size()) {
          throw new IllegalStateException(
              "it gave %d outcomes for %d inputs".formatted(outcomes.size(), batch.size()));
        }
        return outcomes;
      } catch (PassingFault fault) {
        if (!BackOffUtils.next(Sleeper.DEFAULT, backoff)) {
          throw failure(batch, "still failing after all tries: " + fault.getMessage(), fault);
        }
        retries.inc();
      } catch (RuntimeException e) {
        throw failure(batch, String.valueOf(e.getMessage()), e);
      }
    }
  }

  private IllegalStateException failure(List<I> batch, String said, RuntimeException cause) {
    return new IllegalStateException(
        "agent '%s' failed in stage %s on PMIDs %s: %s"
            .formatted(
                stage.spec().name(), stage.name(), RunAgent.pmids(batch, stage.pmidOf()), said),
        cause);
  }
}
