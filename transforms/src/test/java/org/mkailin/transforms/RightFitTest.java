package org.mkailin.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.AgentResources;
import org.mkailin.agent.AgentSpec;
import org.mkailin.testkit.SampleCitations;

class RightFitTest {
  private static AgentSpec agent(String plugin, AgentResources resources) {
    return new AgentSpec(
        "general",
        List.of(plugin),
        32,
        1000,
        resources,
        plugin.equals("scripted") ? Map.of(plugin, Map.of("behaviour", "ask")) : Map.of());
  }

  /** The hints of every transform that has some, as the runner gets them. */
  private static Map<String, Map<String, String>> hints(AgentSpec agent) {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(Create.of(SampleCitations.PAPAIN))
        .apply("Ask", GenerateQuestions.with("ask-general", agent));
    RunnerApi.Components components = PipelineTranslation.toProto(pipeline).getComponents();
    Map<String, Map<String, String>> hints = new TreeMap<>();
    components
        .getTransformsMap()
        .values()
        .forEach(
            transform -> {
              Map<String, String> found = new TreeMap<>();
              components
                  .getEnvironmentsOrDefault(
                      transform.getEnvironmentId(), RunnerApi.Environment.getDefaultInstance())
                  .getResourceHintsMap()
                  .forEach((urn, value) -> found.put(urn, value.toStringUtf8()));
              if (!found.isEmpty() && transform.getSubtransformsCount() == 0) {
                hints.put(transform.getUniqueName(), found);
              }
            });
    return hints;
  }

  @Test
  void theAgentAndAllThatSharesItsStageAskForItsMachine() {
    Map<String, String> asked =
        Map.of(
            "beam:resources:accelerator:v1", "type:nvidia-l4;count:1;install-nvidia-driver",
            "beam:resources:min_ram_bytes:v1", "24000000000",
            "beam:resources:cpu_count:v1", "8");
    AgentResources resources =
        new AgentResources("type:nvidia-l4;count:1;install-nvidia-driver", "24GB", 8);
    assertThat(hints(agent("scripted", resources)))
        .isEqualTo(
            Map.of(
                "Ask/RunAgent/Spread/Take apart/ParMultiDo(TakeApart)", asked,
                "Ask/RunAgent/Agent general/ParMultiDo(Agent)", asked,
                "Ask/RunAgent/Sort outcomes", asked));
  }

  @Test
  void onlyWhatIsSaidIsAskedFor() {
    assertThat(hints(agent("scripted", new AgentResources("", "2.5 GiB", 0))).values())
        .hasSize(3)
        .containsOnly(Map.of("beam:resources:min_ram_bytes:v1", "2684354560"));
  }

  @Test
  void anAgentThatAsksForNothingLeavesTheGraphAsItIs() {
    assertThat(hints(agent("scripted", AgentResources.ANY))).isEmpty();
  }

  @Test
  void aTransformFormGetsItsMachineInAllItsParts() {
    assertThat(hints(agent("whole", new AgentResources("", "", 4))))
        .isNotEmpty()
        .allSatisfy(
            (name, hints) ->
                assertThat(name).matches("Ask/RunAgent/(Agent general/.*|Sort outcomes.*)"));
  }
}
