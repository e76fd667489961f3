package org.mkailin.plugins.mesh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Citation;

/**
 * Counts, for each descriptor, the citations indexed with it or one below it, each citation once.
 *
 * <p>Check tags are counted like any other heading. Headings that the MeSH file does not hold are
 * passed over, and counted by a metric of {@link ExplodeHeadings}.
 */
final class CountDescriptors extends PTransform<PCollection<Citation>, PCollection<String>> {
  /** How many partial tables are merged side by side before the last one. */
  private static final int FANOUT = 16;

  private final AgentSpec spec;

  CountDescriptors(AgentSpec spec) {
    this.spec = spec;
  }

  @Override
  public PCollection<String> expand(PCollection<Citation> citations) {
    return citations
        .apply("Explode headings", ParDo.of(new ExplodeHeadings(spec)))
        .apply("Count citations", Combine.globally(new CountKeys()).withFanout(FANOUT))
        .apply(
            "Write lines",
            FlatMapElements.into(TypeDescriptors.strings()).via(CountDescriptors::lines));
  }

  private static List<String> lines(Map<String, Long> counts) {
    List<String> lines = new ArrayList<>();
    counts.forEach((key, count) -> lines.add(DescriptorCounts.line(key, count)));
    return lines;
  }

  /**
   * Counts keys in one table, of at most as many rows as MeSH has descriptors.
   *
   * <p>One table and not a group for each key: on the direct runner, 6,800 groups took six times as
   * long.
   */
  private static final class CountKeys
      extends Combine.CombineFn<List<String>, Map<String, Long>, Map<String, Long>> {
    @Override
    public Map<String, Long> createAccumulator() {
      Map<String, Long> counts = new HashMap<>();
      // A corpus without any heading has a root, too.
      counts.put(DescriptorCounts.ROOT, 0L);
      return counts;
    }

    @Override
    public Map<String, Long> addInput(Map<String, Long> counts, List<String> keys) {
      keys.forEach(key -> counts.merge(key, 1L, Long::sum));
      return counts;
    }

    @Override
    public Map<String, Long> mergeAccumulators(Iterable<Map<String, Long>> tables) {
      Map<String, Long> merged = createAccumulator();
      tables.forEach(counts -> counts.forEach((key, count) -> merged.merge(key, count, Long::sum)));
      return merged;
    }

    @Override
    public Map<String, Long> extractOutput(Map<String, Long> counts) {
      return counts;
    }

    @Override
    public Coder<Map<String, Long>> getAccumulatorCoder(
        CoderRegistry registry, Coder<List<String>> inputCoder) {
      return MapCoder.of(StringUtf8Coder.of(), VarLongCoder.of());
    }

    @Override
    public Coder<Map<String, Long>> getDefaultOutputCoder(
        CoderRegistry registry, Coder<List<String>> inputCoder) {
      return MapCoder.of(StringUtf8Coder.of(), VarLongCoder.of());
    }
  }
}
