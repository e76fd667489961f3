package org.mkailin.transforms;

import java.io.Serializable;
import java.util.Optional;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableBiFunction;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.mkailin.agent.Agent;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.AgentTransform;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.Processed;
import org.mkailin.corpus.RecordCoder;
import org.mkailin.corpus.Rejection;
import org.mkailin.runtime.AgentLease;

/**
 * Puts an agent into the graph, in either of its forms, and sorts its outcomes.
 *
 * <p>The worker form is {@link Spread} first, so that the agent's parallelism does not follow the
 * source's splits, and bundles have a useful size on every runner. {@link AgentFn} then batches
 * within the bundle. All that shares a stage with the agent asks for the agent's machine ({@link
 * RightFit}).
 *
 * @param <I> the role's input
 * @param <O> the role's output
 * @param <T> what the stage makes of an input and its output
 */
final class RunAgent<I, O, T extends Record> extends PTransform<PCollection<I>, WithRejections<T>> {
  /** The reason of a rejection where the agent accepted its input and then said nothing. */
  static final String BLANK_OUTPUT = "blank-output";

  private final AgentStage<I, O> stage;
  private final Class<T> type;
  private final SerializableBiFunction<Processed<I, O>, O, T> combine;

  /**
   * An agent's stage.
   *
   * @param type the type of what goes on
   * @param combine makes it from the input and the agent's value
   */
  RunAgent(
      AgentStage<I, O> stage,
      Class<T> type,
      SerializableBiFunction<Processed<I, O>, O, T> combine) {
    this.stage = stage;
    this.type = type;
    this.combine = combine;
  }

  @Override
  public WithRejections<T> expand(PCollection<I> inputs) {
    TupleTag<T> accepted = new TupleTag<>("accepted");
    TupleTag<Rejection> rejected = new TupleTag<>("rejected") {};
    PCollectionTuple sorted =
        process(inputs)
            .apply(
                "Sort outcomes",
                RightFit.to(
                    stage.spec(),
                    ParDo.of(new SortFn<>(stage, combine, accepted, rejected))
                        .withOutputTags(accepted, TupleTagList.of(rejected))));
    return new WithRejections<>(
        sorted.get(accepted).setCoder(RecordCoder.of(type)), sorted.get(rejected));
  }

  private PCollection<Processed<I, O>> process(PCollection<I> inputs) {
    Optional<AgentTransform<I, O>> transformForm;
    try (AgentLease lease = AgentLease.of(stage.spec())) {
      transformForm = lease.transformForm(stage.role());
    }
    if (transformForm.isPresent()) {
      return inputs
          .apply("Agent " + stage.spec().name(), RightFit.to(stage.spec(), transformForm.get()))
          .setCoder(processedCoder());
    }
    return inputs
        .apply("Spread", Spread.before(stage.name(), stage.pmidOf()).readBy(stage.spec()))
        .apply(
            "Agent " + stage.spec().name(),
            RightFit.to(stage.spec(), ParDo.of(new AgentFn<>(stage))))
        .setCoder(processedCoder());
  }

  @SuppressWarnings("unchecked")
  private SerializableCoder<Processed<I, O>> processedCoder() {
    return SerializableCoder.of((Class<Processed<I, O>>) (Class<?>) Processed.class);
  }

  /**
   * What an agent's stage is called, and what the Beam part has to know of it.
   *
   * @param name the stage's name in rejections and counts, such as «ask-general»
   * @param spec the agent
   * @param role its role
   * @param pmidOf which citation an input is about
   * @param charactersOf how long the text is that the agent reads of an input
   */
  record AgentStage<I, O>(
      String name,
      AgentSpec spec,
      Class<? extends Agent<I, O>> role,
      SerializableFunction<I, String> pmidOf,
      SerializableFunction<I, Integer> charactersOf)
      implements Serializable {
    StageMetrics metrics() {
      return new StageMetrics(name);
    }
  }

  /** Sorts outcomes into what goes on and what is rejected. */
  private static final class SortFn<I, O, T> extends DoFn<Processed<I, O>, T> {
    private final AgentStage<I, O> stage;
    private final SerializableBiFunction<Processed<I, O>, O, T> combine;
    private final TupleTag<T> accepted;
    private final TupleTag<Rejection> rejected;
    private final Counter done;
    private final Counter notAccepted;

    SortFn(
        AgentStage<I, O> stage,
        SerializableBiFunction<Processed<I, O>, O, T> combine,
        TupleTag<T> accepted,
        TupleTag<Rejection> rejected) {
      this.stage = stage;
      this.combine = combine;
      this.accepted = accepted;
      this.rejected = rejected;
      this.done = stage.metrics().counter(StageMetrics.DONE);
      this.notAccepted = stage.metrics().counter(StageMetrics.REJECTED);
    }

    @ProcessElement
    public void process(@Element Processed<I, O> processed, MultiOutputReceiver outputs) {
      done.inc();
      if (processed.outcome() instanceof Outcome.Rejected<O> outcome) {
        outputs.get(rejected).output(rejection(processed, outcome.reason(), outcome.detail()));
      } else if (processed.outcome() instanceof Outcome.Accepted<O> outcome) {
        if (outcome.value() instanceof String text && text.isBlank()) {
          String detail = "agent '" + stage.spec().name() + "' gave a blank text";
          outputs.get(rejected).output(rejection(processed, BLANK_OUTPUT, detail));
        } else {
          outputs.get(accepted).output(combine.apply(processed, outcome.value()));
        }
      }
    }

    private Rejection rejection(Processed<I, O> processed, String reason, String detail) {
      notAccepted.inc();
      String pmid = stage.pmidOf().apply(processed.input());
      return new Rejection(stage.name(), pmid, reason, detail);
    }
  }
}
