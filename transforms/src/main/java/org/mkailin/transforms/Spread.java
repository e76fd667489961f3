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
  private final SerializableFunction<T, String> pmidOf;
  private final @Nullable AgentSpec reader;

  private Spread(SerializableFunction<T, String> pmidOf, @Nullable AgentSpec reader) {
    this.pmidOf = pmidOf;
    this.reader = reader;
  }

  /** Spreads by the PMID that an element is about. */
  static <T> Spread<T> by(SerializableFunction<T, String> pmidOf) {
    return new Spread<>(pmidOf, null);
  }

  /** The same; groups are taken apart where {@code agent} runs, which reads the elements next. */
  Spread<T> before(AgentSpec agent) {
    return new Spread<>(pmidOf, agent);
  }

  @Override
  public PCollection<T> expand(PCollection<T> elements) {
    ParDo.SingleOutput<KV<Integer, Iterable<T>>, T> takeApart = ParDo.of(new TakeApartFn<>());
    return elements
        .apply("Choose group", intoGroups(elements, pmidOf))
        .apply("Gather groups", GroupByKey.create())
        .apply("Take apart", reader == null ? takeApart : RightFit.to(reader, takeApart))
        .setCoder(elements.getCoder());
  }

  /** Keys elements by the group of their PMID; what is about one citation gets one key. */
  static <T> WithKeys<Integer, T> intoGroups(
      PCollection<T> elements, SerializableFunction<T, String> pmidOf) {
    int groups = elements.getPipeline().getOptions().as(SpreadOptions.class).getGroups();
    return WithKeys.<Integer, T>of(element -> Integer.parseInt(pmidOf.apply(element)) % groups)
        .withKeyType(TypeDescriptors.integers());
  }

  private static final class TakeApartFn<T> extends DoFn<KV<Integer, Iterable<T>>, T> {
    @ProcessElement
    public void process(@Element KV<Integer, Iterable<T>> group, OutputReceiver<T> elements) {
      group.getValue().forEach(elements::output);
    }
  }
}
