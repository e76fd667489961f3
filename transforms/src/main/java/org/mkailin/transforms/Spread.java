package org.mkailin.transforms;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.jspecify.annotations.Nullable;
import org.mkailin.agent.AgentSpec;

/**
 * Breaks fusion before a slow step: spreads elements over groups by their PMID, and takes the
 * groups apart again.
 *
 * <p>It does the work of Beam's {@code Reshuffle}, but waits for its whole input. Reshuffle hands
 * each element on as it comes: on the direct runner, n bundles in and m buckets give up to n·m
 * bundles out, and a few such steps in a row end with bundles of one element, which no agent can
 * batch. Here a group is one bundle, however many steps came before. It is read as a stream; a
 * runner that holds it in memory finds it small ({@link SpreadOptions}).
 *
 * @param <T> what is spread
 */
final class Spread<T> extends PTransform<PCollection<T>, PCollection<T>> {
  private final String stage;
  private final SerializableFunction<T, String> pmidOf;
  private final @Nullable AgentSpec reader;

  private Spread(String stage, SerializableFunction<T, String> pmidOf, @Nullable AgentSpec reader) {
    this.stage = stage;
    this.pmidOf = pmidOf;
    this.reader = reader;
  }

  /** Spreads by the PMID that an element is about, before {@code stage}. */
  static <T> Spread<T> before(String stage, SerializableFunction<T, String> pmidOf) {
    return new Spread<>(stage, pmidOf, null);
  }

  /** The same; groups are taken apart where {@code agent} runs, which reads the elements next. */
  Spread<T> readBy(AgentSpec agent) {
    return new Spread<>(stage, pmidOf, agent);
  }

  @Override
  public PCollection<T> expand(PCollection<T> elements) {
    ParDo.SingleOutput<KV<Integer, Iterable<T>>, T> takeApart = ParDo.of(new TakeApartFn<>());
    return elements
        .apply("Choose group", intoGroups(stage, elements, pmidOf))
        .apply("Gather groups", GroupByKey.create())
        .apply("Take apart", reader == null ? takeApart : RightFit.to(reader, takeApart))
        .setCoder(elements.getCoder());
  }

  /**
   * Keys elements by the group of their PMID; what is about one citation gets one key in a stage.
   *
   * <p>Each stage groups otherwise. Elements come in the groups of the stage before; would they
   * keep together, a runner that combines what a bundle has for a key (Flink's does, into one
   * record of its sort buffer) would make one huge record of them.
   */
  static <T> WithKeys<Integer, T> intoGroups(
      String stage, PCollection<T> elements, SerializableFunction<T, String> pmidOf) {
    int groups = elements.getPipeline().getOptions().as(SpreadOptions.class).getGroups();
    int salt = stage.hashCode();
    return WithKeys.<Integer, T>of(
            element -> Math.floorMod(mixed(Integer.parseInt(pmidOf.apply(element)) ^ salt), groups))
        .withKeyType(TypeDescriptors.integers());
  }

  /** MurmurHash3's last step (A. Appleby): every bit of the input moves every bit of the output. */
  private static int mixed(int bits) {
    int mixed = (bits ^ (bits >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }

  private static final class TakeApartFn<T> extends DoFn<KV<Integer, Iterable<T>>, T> {
    @ProcessElement
    public void process(@Element KV<Integer, Iterable<T>> group, OutputReceiver<T> elements) {
      group.getValue().forEach(elements::output);
    }
  }
}
