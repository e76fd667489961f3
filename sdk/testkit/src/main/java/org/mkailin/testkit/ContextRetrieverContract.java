package org.mkailin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.mkailin.agent.ContextRetriever;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Question;

/** The contract of a retriever: distinct passages, best first, never the question's own source. */
public abstract class ContextRetrieverContract extends AgentContract<Question, List<Context>> {
  @Override
  protected Class<ContextRetriever> role() {
    return ContextRetriever.class;
  }

  @Override
  protected List<Question> goodInputs() {
    return SampleCitations.all().stream()
        .map(c -> new Question(c.pmid(), c.title(), "contract"))
        .toList();
  }

  @Override
  protected void checkValue(Question question, List<Context> contexts) {
    assertThat(contexts).isNotEmpty();
    assertThat(contexts)
        .extracting(c -> c.passage().pmid())
        .doesNotHaveDuplicates()
        .doesNotContain(question.pmid());
    assertThat(contexts).isSortedAccordingTo(Comparator.comparing(Context::score).reversed());
  }
}
