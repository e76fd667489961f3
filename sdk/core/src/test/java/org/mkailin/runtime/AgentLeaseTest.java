package org.mkailin.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.ContextRetriever;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.config.ConfigurationException;
import org.mkailin.model.TextEncoder;

class AgentLeaseTest {
  private static AgentSpec spec(String name, String prefix) {
    return new AgentSpec(name, List.of("echo"), Map.of("echo", Map.of("prefix", prefix)));
  }

  @BeforeEach
  void forgetEvents() {
    EchoPlugin.EVENTS.clear();
  }

  @Test
  void leasesOfOneSpecShareAnAgentUntilTheLastIsClosed() {
    AgentLease one = AgentLease.of(spec("a", "why"));
    AgentLease other = AgentLease.of(spec("a", "why"));
    QuestionGenerator agent = one.get(QuestionGenerator.class);
    assertThat(other.get(QuestionGenerator.class)).isSameAs(agent);
    one.close();
    one.close();
    assertThat(EchoPlugin.EVENTS).containsExactly("opened model", "made agent");
    other.close();
    // Newest first: the agent before the model that it stands on.
    assertThat(EchoPlugin.EVENTS)
        .containsExactly("opened model", "made agent", "closed agent", "closed model");
  }

  @Test
  void agentsWithTheSameModelLoadItOnce() {
    try (AgentLease one = AgentLease.of(spec("a", "why"));
        AgentLease other = AgentLease.of(spec("b", "how"))) {
      assertThat(other.get(QuestionGenerator.class)).isNotSameAs(one.get(QuestionGenerator.class));
      assertThat(EchoPlugin.EVENTS).containsExactly("opened model", "made agent", "made agent");
    }
    assertThat(EchoPlugin.EVENTS).endsWith("closed model").containsOnlyOnce("closed model");
  }

  @Test
  void anAgentSeesItsOwnNameAndConfiguration() {
    try (AgentLease lease = AgentLease.of(spec("general", "why"))) {
      assertThat(lease.get(QuestionGenerator.class).process(List.of()))
          .containsExactly(Outcome.of("general: why"));
    }
  }

  @Test
  void aWorkerFormHasNoTransformForm() {
    try (AgentLease lease = AgentLease.of(spec("a", "why"))) {
      assertThat(lease.transformForm(QuestionGenerator.class)).isEmpty();
      assertThat(lease.transformForm(ContextRetriever.class)).isPresent();
    }
  }

  @Test
  void allProblemsOfAnAgentAreToldAtOnce() {
    AgentSpec wrong =
        new AgentSpec(
            "general",
            List.of("echo", "ecko"),
            Map.of("echo", Map.of("prefx", "why"), "lucene", Map.of()));
    assertThatThrownBy(() -> AgentLease.of(wrong))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "agents.general.echo: unknown key 'prefx'; did you mean 'prefix'?",
                        "agents.general.echo: key 'prefix' is missing: how a question begins",
                        "agents.general: unknown plugin 'ecko'; did you mean 'echo'?",
                        "agents.general: section 'lucene' belongs to none of its plugins [echo,"
                            + " ecko]; known: echo, ecko"));
  }

  @Test
  void aRoleThatNobodyProvidesIsNamed() {
    AgentSpec lonely = new AgentSpec("a", List.of("needy"), Map.of());
    assertThatThrownBy(() -> AgentLease.of(lonely))
        .hasMessage(
            "agents.a: plugin 'needy' needs a text encoder, which none of the agent's plugins"
                + " provides; no plugin on the class path does");
  }

  @Test
  void aRoleIsMadeOnceEvenIfItsBindingHasNoScope() {
    AgentSpec loose = new AgentSpec("a", List.of("loose"), Map.of());
    try (AgentLease one = AgentLease.of(loose);
        AgentLease other = AgentLease.of(loose)) {
      QuestionGenerator agent = one.get(QuestionGenerator.class);
      assertThat(one.get(QuestionGenerator.class)).isSameAs(agent);
      assertThat(other.get(QuestionGenerator.class)).isSameAs(agent);
    }
    assertThat(LoosePlugin.MADE).hasValue(1);
    assertThat(LoosePlugin.CLOSED).hasValue(1);
  }

  @Test
  void anAgentThatCanNotBeBuiltClosesWhatItOpened() {
    AgentSpec brittle = new AgentSpec("a", List.of("brittle"), Map.of());
    assertThatThrownBy(() -> AgentLease.of(brittle))
        .hasMessage("agent 'a' (plugins [brittle]): out of memory");
    assertThat(BrittlePlugin.OPEN).hasValue(0);
    assertThat(Resources.inUse()).isEmpty();
    assertThat(AgentLease.inUse()).isEmpty();
  }

  @Test
  void whatAPluginSaysWhenItFailsReachesTheUser() {
    try (AgentLease lease = AgentLease.of(spec("a", "explode"))) {
      assertThatThrownBy(() -> lease.get(QuestionGenerator.class))
          .hasMessage("agent 'a' (plugins [echo]): model file is truncated");
      assertThatThrownBy(() -> lease.get(TextEncoder.class))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("TextEncoder");
    }
  }
}
