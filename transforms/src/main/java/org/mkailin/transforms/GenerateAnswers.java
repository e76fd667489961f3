package org.mkailin.transforms;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.AnswerGenerator;
import org.mkailin.corpus.AnswerRequest;
import org.mkailin.corpus.AnsweredQuestion;
import org.mkailin.transforms.RunAgent.AgentStage;

/** Answers each question in its context; m-KAILIN (arXiv 2504.19565), step 4. */
public final class GenerateAnswers
    extends PTransform<PCollection<AnswerRequest>, WithRejections<AnsweredQuestion>> {
  private final String stage;
  private final AgentSpec agent;

  private GenerateAnswers(String stage, AgentSpec agent) {
    this.stage = stage;
    this.agent = agent;
  }

  /** Answers through {@code agent}, an answer generator. */
  public static GenerateAnswers with(String stage, AgentSpec agent) {
    return new GenerateAnswers(stage, agent);
  }

  @Override
  public WithRejections<AnsweredQuestion> expand(PCollection<AnswerRequest> requests) {
    String answerer = agent.name();
    return requests.apply(
        new RunAgent<>(
            new AgentStage<>(
                stage,
                agent,
                AnswerGenerator.class,
                (AnswerRequest request) -> request.source().pmid(),
                TextLength::ofRequest),
            AnsweredQuestion.class,
            (answered, text) -> new AnsweredQuestion(answered.input(), text, answerer)));
  }
}
