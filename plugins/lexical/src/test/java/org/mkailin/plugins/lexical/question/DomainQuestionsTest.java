package org.mkailin.plugins.lexical.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.corpus.Citation;
import org.mkailin.runtime.AgentLease;
import org.mkailin.testkit.QuestionGeneratorContract;
import org.mkailin.testkit.SampleCitations;

class DomainQuestionsTest extends QuestionGeneratorContract {
  @Override
  protected AgentSpec spec() {
    return new AgentSpec(
        "domain", List.of("lexical"), Map.of("lexical", Map.of("style", "domain")));
  }

  @Override
  protected List<Citation> badInputs() {
    return List.of(SampleCitations.BARE);
  }

  @Test
  void theTwoStylesAskDifferently() {
    AgentSpec general = new AgentSpec("general", List.of("lexical"), Map.of());
    assertThat(ask(spec())).doesNotContainAnyElementsOf(ask(general));
  }

  private static List<String> ask(AgentSpec spec) {
    try (AgentLease lease = AgentLease.of(spec)) {
      List<String> questions = new ArrayList<>();
      for (Outcome<String> outcome :
          lease.get(QuestionGenerator.class).process(SampleCitations.all())) {
        questions.add(((Outcome.Accepted<String>) outcome).value());
      }
      return questions;
    }
  }
}
