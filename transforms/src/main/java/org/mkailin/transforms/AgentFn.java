package org.mkailin.transforms;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.Processed;
import org.mkailin.transforms.RunAgent.AgentStage;

/**
 * Runs an agent in worker form: leases it, gives it {@link Batches} within the bundle, and {@link
 * Retries retries} transient faults.
 *
 * <p>What a bundle has left at its end is flushed, each element with its own timestamp and window.
 * A batch that fails for good fails the bundle, with the agent's name and the batch's PMIDs in the
 * message.
 */
final class AgentFn<I, O> extends LeasingFn<I, Processed<I, O>> {
  private record Buffered<I>(I input, Instant timestamp, BoundedWindow window) {}

  private final AgentStage<I, O> stage;
  private final Retries<I> tries;
  private final Distribution batchSize;
  private final Distribution batchMillis;
  private transient Batches<Buffered<I>> batches;

  AgentFn(AgentStage<I, O> stage) {
    super(stage.spec());
    this.stage = stage;
    this.tries = new Retries<>(stage.spec().name(), stage.name(), stage.pmidOf());
    this.batchSize = stage.metrics().batchSize();
    this.batchMillis = stage.metrics().batchMillis();
  }

  @StartBundle
  public void startBundle() {
    batches = Batches.of(spec(), buffered -> stage.charactersOf().apply(buffered.input()));
  }

  @ProcessElement
  public void process(
      @Element I input,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      OutputReceiver<Processed<I, O>> output)
      throws IOException, InterruptedException {
    batches.add(new Buffered<>(input, timestamp, window));
    if (batches.isFull()) {
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

  /**
   * Any: what was gathered earlier in the bundle goes out with a later element. Nothing gets late
   * by that, since a runner holds the watermark at a bundle's inputs until the bundle is done.
   */
  @Override
  @SuppressWarnings("deprecation")
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  private interface Emitter<I, O> {
    void emit(Processed<I, O> processed, Buffered<I> from);
  }

  private void flush(Emitter<I, O> emitter) throws IOException, InterruptedException {
    for (List<Buffered<I>> buffered : batches.cut()) {
      List<I> batch = buffered.stream().map(Buffered::input).toList();
      List<Outcome<O>> outcomes = tries.of(batch, "outcomes", () -> call(batch));
      for (int i = 0; i < outcomes.size(); i++) {
        emitter.emit(new Processed<>(batch.get(i), outcomes.get(i)), buffered.get(i));
      }
    }
  }

  private List<Outcome<O>> call(List<I> batch) {
    long start = System.nanoTime();
    List<Outcome<O>> outcomes = get(stage.role()).process(batch);
    batchSize.update(batch.size());
    batchMillis.update((System.nanoTime() - start) / 1_000_000);
    return outcomes;
  }
}
