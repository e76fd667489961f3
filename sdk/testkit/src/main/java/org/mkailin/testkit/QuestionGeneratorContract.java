package org.mkailin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.corpus.Citation;

/** The contract of a question generator: {@link AgentContract}, and one question on one line. */
public abstract class QuestionGeneratorContract extends AgentContract<Citation, String> {
  @Override
  protected Class<QuestionGenerator> role() {
    return QuestionGenerator.class;
  }

  @Override
  protected List<Citation> goodInputs() {
    return SampleCitations.all();
  }

  @Override
  protected void checkValue(Citation input, String question) {
    assertThat(question).isNotBlank().doesNotContain("\n").endsWith("?");
  }
}
