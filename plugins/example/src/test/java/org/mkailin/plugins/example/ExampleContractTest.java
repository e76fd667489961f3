package org.mkailin.plugins.example;

import java.util.List;
import java.util.Map;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Citation;
import org.mkailin.testkit.QuestionGeneratorContract;
import org.mkailin.testkit.SampleCitations;

/**
 * What every question generator keeps: order, thread-safety, determinism, nothing left open. The
 * tests themselves are in the testkit; a plugin gives its spec and an input that it rejects.
 */
class ExampleContractTest extends QuestionGeneratorContract {
  @Override
  protected AgentSpec spec() {
    return new AgentSpec("general", List.of("example"), Map.of());
  }

  @Override
  protected List<Citation> badInputs() {
    return List.of(SampleCitations.BARE);
  }
}
