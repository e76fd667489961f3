package org.mkailin.plugins.lexical.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.corpus.AbstractSection;
import org.mkailin.corpus.Citation;
import org.mkailin.runtime.AgentLease;
import org.mkailin.testkit.QuestionGeneratorContract;
import org.mkailin.testkit.SampleCitations;

class GeneralQuestionsTest extends QuestionGeneratorContract {
  @Override
  protected AgentSpec spec() {
    return new AgentSpec(
        "general", List.of("lexical"), Map.of("lexical", Map.of("style", "general")));
  }

  @Override
  protected List<Citation> badInputs() {
    return List.of(SampleCitations.BARE);
  }

  /** A table that lost its lines: regular expressions must not choke on what is no sentence. */
  @Test
  void aHugeUnbrokenTextIsAnsweredAtOnce() {
    String huge = "to compare the risk of gout with and whether if that papain of ".repeat(20_000);
    Citation citation =
        new Citation(
            "1", huge, List.of(new AbstractSection("OBJECTIVE", "", huge)), null, List.of());
    try (AgentLease lease = AgentLease.of(spec())) {
      QuestionGenerator agent = lease.get(QuestionGenerator.class);
      assertTimeoutPreemptively(
          Duration.ofSeconds(30), () -> assertThat(agent.process(List.of(citation))).hasSize(1));
    }
  }
}
