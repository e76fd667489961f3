package org.mkailin.transforms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.Processed;
import org.mkailin.transforms.RunAgent.AgentStage;

/**
 * Runs an agent in worker form: leases it, gives it batches within the bundle, and {@link Tries
 * tries} passing faults again.
 *
 * <p>Elements are buffered up to the agent's batch size and flushed at the end of the bundle, each
 * with its own timestamp and window. A batch that fails for good fails the bundle, with the agent's
 * name and the batch's PMIDs in the message.
 */
final class AgentFn<I, O> extends LeasingFn<I, Processed<I, O>> {
  private record Buffered<I>(I input, Instant timestamp, BoundedWindow window) {}

  private final AgentStage<I, O> stage;
  private final Tries<I> tries;
  private final Distribution batchSize;
  private final Distribution batchMillis;
  private transient List<Buffered<I>> buffer;

  AgentFn(AgentStage<I, O> stage) {
    super(stage.spec());
    this.stage = stage;
    this.tries = new Tries<>(stage.spec().name(), stage.name(), stage.pmidOf());
    this.batchSize = stage.metrics().batchSize();
    this.batchMillis = stage.metrics().batchMillis();
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
    List<Outcome<O>> outcomes = tries.of(batch, "outcomes", () -> call(batch));
    for (int i = 0; i < outcomes.size(); i++) {
      emitter.emit(new Processed<>(batch.get(i), outcomes.get(i)), buffer.get(i));
    }
    buffer.clear();
  }

  private List<Outcome<O>> call(List<I> batch) {
    long start = System.nanoTime();
    List<Outcome<O>> outcomes = get(stage.role()).process(batch);
    batchSize.update(batch.size());
    batchMillis.update((System.nanoTime() - start) / 1_000_000);
    return outcomes;
  }
}
