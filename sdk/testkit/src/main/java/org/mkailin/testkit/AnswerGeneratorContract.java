package org.mkailin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.mkailin.agent.AnswerGenerator;
import org.mkailin.corpus.AnswerRequest;

/** The contract of an answerer: an answer that says something. */
public abstract class AnswerGeneratorContract extends AgentContract<AnswerRequest, String> {
  @Override
  protected Class<AnswerGenerator> role() {
    return AnswerGenerator.class;
  }

  @Override
  protected List<AnswerRequest> goodInputs() {
    return SampleCitations.comparisons().stream()
        .map(pair -> new AnswerRequest(pair.source(), pair.first()))
        .toList();
  }

  @Override
  protected void checkValue(AnswerRequest input, String answer) {
    assertThat(answer).isNotBlank();
  }
}
