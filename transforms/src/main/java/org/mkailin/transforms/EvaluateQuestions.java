package org.mkailin.transforms;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.QuestionEvaluator;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Preference;
import org.mkailin.transforms.RunAgent.AgentStage;

/** Judges which of two questions in context fits its source better; arXiv 2504.19565, eq. 4-6. */
public final class EvaluateQuestions
    extends PTransform<PCollection<Comparison>, WithRejections<Preference>> {
  private final String stage;
  private final AgentSpec agent;

  private EvaluateQuestions(String stage, AgentSpec agent) {
    this.stage = stage;
    this.agent = agent;
  }

  /** Judges through {@code agent}, a question evaluator. */
  public static EvaluateQuestions with(String stage, AgentSpec agent) {
    return new EvaluateQuestions(stage, agent);
  }

  @Override
  public WithRejections<Preference> expand(PCollection<Comparison> pairs) {
    return pairs.apply(
        new RunAgent<>(
            new AgentStage<>(
                stage,
                agent,
                QuestionEvaluator.class,
                (Comparison pair) -> pair.source().pmid(),
                TextLength::ofComparison),
            Preference.class,
            (judged, judgement) -> Preference.of(judged.input(), judgement)));
  }
}
