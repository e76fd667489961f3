package org.mkailin.transforms;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Question;
import org.mkailin.transforms.RunAgent.AgentStage;

/**
 * Asks one question about each citation; m-KAILIN (arXiv 2504.19565), eq. 2.
 *
 * <pre>{@code
 * citations.apply("Ask general", GenerateQuestions.with("ask-general", general))
 * }</pre>
 */
public final class GenerateQuestions
    extends PTransform<PCollection<Citation>, WithRejections<Question>> {
  private final String stage;
  private final AgentSpec agent;

  private GenerateQuestions(String stage, AgentSpec agent) {
    this.stage = stage;
    this.agent = agent;
  }

  /** Asks through {@code agent}, a question generator. */
  public static GenerateQuestions with(String stage, AgentSpec agent) {
    return new GenerateQuestions(stage, agent);
  }

  @Override
  public WithRejections<Question> expand(PCollection<Citation> citations) {
    String generator = agent.name();
    return citations.apply(
        new RunAgent<>(
            new AgentStage<>(
                stage, agent, QuestionGenerator.class, Citation::pmid, TextLength::ofCitation),
            Question.class,
            (asked, text) -> new Question(asked.input().pmid(), text, generator)));
  }
}
