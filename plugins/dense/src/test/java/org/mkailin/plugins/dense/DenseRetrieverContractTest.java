package org.mkailin.plugins.dense;

import java.util.List;
import java.util.Map;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Question;
import org.mkailin.testkit.ContextRetrieverContract;

class DenseRetrieverContractTest extends ContextRetrieverContract {
  @Override
  protected AgentSpec spec() {
    return new AgentSpec("retriever", List.of("dense", "fake-models"), Map.of());
  }

  /** None: an index with several passages has a context for every question. */
  @Override
  protected List<Question> badInputs() {
    return List.of();
  }
}
