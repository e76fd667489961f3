package org.mkailin.pipelines.books;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.mkailin.corpus.Rejection;
import org.mkailin.transforms.WithRejections;

/**
 * Keeps the books: what went into each stage, what came out, what was rejected and why.
 *
 * <p>The counts are part of the graph, not Beam metrics: metrics count a retried bundle twice on
 * some runners, and the books have to be exact.
 */
public final class StageLedger {
  private final List<PCollection<KV<String, Long>>> counts = new ArrayList<>();
  private final List<PCollection<Rejection>> rejections = new ArrayList<>();

  /** Enters a stage; what it accepted is handed on. */
  public <I, T> PCollection<T> enter(String stage, PCollection<I> in, WithRejections<T> result) {
    PCollection<Long> counted = in.apply("Count into " + stage, count());
    return enterCounted(stage, counted, result);
  }

  /** Enters a stage whose input is counted already. */
  public <T> PCollection<T> enterCounted(
      String stage, PCollection<Long> in, WithRejections<T> result) {
    PCollection<Long> out = result.accepted().apply("Count out of " + stage, count());
    enter(stage, in, out, result.rejections());
    return result.accepted();
  }

  /** Enters a stage that itself gives the number of what it accepted. */
  public <I> void enterSummed(String stage, PCollection<I> in, WithRejections<Long> result) {
    PCollection<Long> counted = in.apply("Count into " + stage, count());
    enter(stage, counted, result.accepted(), result.rejections());
  }

  private void enter(
      String stage, PCollection<Long> in, PCollection<Long> out, PCollection<Rejection> rejected) {
    counts.add(in.apply("Note into " + stage, WithKeys.of(StageCounts.inKey(stage))));
    counts.add(out.apply("Note out of " + stage, WithKeys.of(StageCounts.outKey(stage))));
    rejections.add(rejected);
  }

  /** Notes how many elements of a stage's output are of some kind; this changes no balance. */
  public <T> void note(
      String stage, String what, PCollection<T> output, SerializableFunction<T, Boolean> isOfKind) {
    counts.add(
        output
            .apply("Find " + what, Filter.by(isOfKind))
            // None is worth noting, too.
            .apply("Count " + what, Count.globally())
            .apply("Note " + what, WithKeys.of(StageCounts.notedKey(stage, what))));
  }

  /**
   * Counts; of nothing, it gives nothing, which the books read as 0. Beam's own count gives a 0,
   * for which a runner has to wait with a source and a side input of its own: of twenty counts,
   * half the tasks of a job on Flink.
   */
  private static <T> Combine.Globally<T, Long> count() {
    return Combine.globally(Count.<T>combineFn()).withoutDefaults();
  }

  /** Every rejection of every stage. */
  public PCollection<Rejection> rejections() {
    return PCollectionList.of(rejections).apply("All rejections", Flatten.pCollections());
  }

  /** Every count, under the keys of {@link StageCounts}. */
  public PCollection<KV<String, Long>> counts(PCollection<Rejection> allRejections) {
    PCollection<KV<String, Long>> rejected =
        allRejections
            .apply(
                "Reasons",
                MapElements.into(TypeDescriptors.strings())
                    .via(r -> StageCounts.rejectedKey(r.stage(), r.reason())))
            .apply("Count reasons", Count.perElement());
    return PCollectionList.of(counts).and(rejected).apply("All counts", Flatten.pCollections());
  }
}
