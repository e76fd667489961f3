package org.mkailin.pipelines.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.AgentResources;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;

class AgentsFileTest {
  private static final Set<String> KNOWN = Set.of("general", "evaluator");

  private static AgentsFile read(String yaml) {
    return AgentsFile.read(
        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)),
        "a.yaml",
        Map.of(
            "mesh", Optional.of("/mesh/$1.xml"),
            "index", Optional.empty(),
            "benchmark-pmids", Optional.empty()),
        KNOWN,
        KNOWN);
  }

  @Test
  void anAgentHasItsPluginsItsSettingsAndItsBatchSize() {
    AgentsFile file =
        read(
            """
            agents:
              general: { plugins: [prompted, llama], batch-size: 8, llama: { layers: [1, 2] } }
            """);
    assertThat(file.agents())
        .containsExactly(
            Map.entry(
                "general",
                new AgentSpec(
                    "general",
                    List.of("prompted", "llama"),
                    8,
                    Map.of("llama", Map.of("layers", List.of(1, 2))))));
  }

  @Test
  void anAgentMayAskForAMachineAndBoundItsBatches() {
    AgentsFile file =
        read(
            """
            agents:
              general:
                plugins: [p]
                batch-characters: 5000
                resources:
                  accelerator: "type:nvidia-l4;count:1;install-nvidia-driver"
                  min-ram: 24GB
                  cpus: 8
              evaluator: { plugins: [p], resources: { min-ram: 1.5GiB } }
            """);
    assertThat(file.agents().get("general"))
        .isEqualTo(
            new AgentSpec(
                "general",
                List.of("p"),
                AgentSpec.DEFAULT_BATCH_SIZE,
                5000,
                new AgentResources("type:nvidia-l4;count:1;install-nvidia-driver", "24GB", 8),
                Map.of()));
    assertThat(file.agents().get("evaluator").resources())
        .isEqualTo(new AgentResources("", "1.5GiB", 0));
  }

  @Test
  void resourcesThatNoRunnerUnderstandsAreRefused() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    agents:
                      general:
                        plugins: [p]
                        resources: { accelerator: nvidia-l4, min-ram: 24, cpus: -1 }
                      evaluator: { plugins: [p], resources: gpu }
                    """))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "a.yaml: agents.general.resources: accelerator is 'nvidia-l4', but expected"
                            + " such as 'type:nvidia-l4;count:1;install-nvidia-driver'; min-ram is"
                            + " '24', but expected such as 24GB or 16GiB; cpus is -1, but expected"
                            + " at least 1",
                        "a.yaml: agents.evaluator.resources: expected such as { min-ram: 24GB },"
                            + " but found 'gpu'"));
  }

  @Test
  void variablesAreFilledInLiterally() {
    AgentsFile file =
        read("agents: { evaluator: { plugins: [mesh], mesh: { descriptors: \"${mesh}\" } } }");
    assertThat(file.agents().get("evaluator").propertiesOf("mesh"))
        .isEqualTo(Map.of("descriptors", "/mesh/$1.xml"));
    assertThat(file.agentsThatUse("mesh")).containsExactly("evaluator");
    assertThat(file.agentsThatUse("index")).isEmpty();
  }

  @Test
  void aKeyWhoseOptionalVariableIsAbsentIsLeftOut() {
    AgentsFile file =
        read("agents: { general: { plugins: [p], p: { k: 4, never: \"${benchmark-pmids}\" } } }");
    assertThat(file.agents().get("general").propertiesOf("p")).isEqualTo(Map.of("k", 4));
  }

  @Test
  void allProblemsAreToldTogether() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    agent: {}
                    agents:
                      generl: { plugins: [p] }
                      evaluator: { plugins: [p], p: { a: "${mash}", b: "${index}" } }
                      general:
                        plugins: p
                        batch-size: 0
                        batch-characters: many
                        resources: { min-rm: 24GB, cpus: eight }
                        style: general
                    """))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "a.yaml: unknown key 'agent'; did you mean 'agents'?",
                        "a.yaml: unknown agent 'generl'; did you mean 'general'?",
                        "a.yaml: agents.evaluator.p.a: unknown variable ${mash}; did you mean"
                            + " 'mesh'?",
                        "a.yaml: agents.evaluator.p.b: ${index} has no value; pass --index",
                        "a.yaml: agents.general.plugins: expected a list, but found 'p'",
                        "a.yaml: agents.general.batch-size: expected a number ≥ 1, but found '0'",
                        "a.yaml: agents.general.batch-characters: expected a number ≥ 1, but found"
                            + " 'many'",
                        "a.yaml: agents.general.resources: unknown key 'min-rm'; did you mean"
                            + " 'min-ram'?",
                        "a.yaml: agents.general.resources.cpus: expected whole number, but found"
                            + " 'eight'",
                        "a.yaml: agents.general: unknown key 'style'; known: batch-characters,"
                            + " batch-size, plugins, resources (or a map, to configure a plugin of that name)"));
  }

  @Test
  void aNameThatStandsTwiceIsRefusedWithItsLine() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    agents:
                      general: { plugins: [p] }
                      general: { plugins: [q] }
                    """))
        .hasMessage("a.yaml, line 3: the name 'general' stands twice; give each one its own");
  }

  @Test
  void whatIsNoYamlIsRefusedWithItsLine() {
    assertThatThrownBy(() -> read("agents:\n  general: [\n"))
        .hasMessageStartingWith("a.yaml, line");
  }
}
