package org.mkailin.transforms;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.ContextRetriever;
import org.mkailin.corpus.Question;
import org.mkailin.corpus.QuestionInContext;
import org.mkailin.transforms.RunAgent.AgentStage;

/** Finds contexts for each question; m-KAILIN (arXiv 2504.19565), eq. 3. */
public final class RetrieveContexts
    extends PTransform<PCollection<Question>, WithRejections<QuestionInContext>> {
  private final String stage;
  private final AgentSpec agent;

  private RetrieveContexts(String stage, AgentSpec agent) {
    this.stage = stage;
    this.agent = agent;
  }

  /** Retrieves through {@code agent}, a context retriever. */
  public static RetrieveContexts with(String stage, AgentSpec agent) {
    return new RetrieveContexts(stage, agent);
  }

  @Override
  public WithRejections<QuestionInContext> expand(PCollection<Question> questions) {
    return questions.apply(
        new RunAgent<>(
            new AgentStage<>(
                stage, agent, ContextRetriever.class, Question::pmid, TextLength::ofQuestion),
            QuestionInContext.class,
            (found, contexts) -> new QuestionInContext(found.input(), contexts)));
  }
}
