package org.mkailin.runners.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.mkailin.pipelines.CommandLineFixture;

/** What the Flex Template offers is what the command takes. */
class TemplateTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyParameterIsAnOptionOfTheCommandOrOfBeam() throws IOException {
    Set<String> ours = CommandLineFixture.optionsOf("distill");
    List<String> unknown = new ArrayList<>();
    for (JsonNode parameter : parameters()) {
      String name = parameter.path("name").asText();
      if (!ours.contains("--" + name) && !isBeams(name)) {
        unknown.add(name);
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void whatTheCommandNeedsMustBeGiven() throws IOException {
    Set<String> required = new HashSet<>();
    for (JsonNode parameter : parameters()) {
      if (!parameter.path("isOptional").asBoolean()) {
        required.add("--" + parameter.path("name").asText());
      }
    }
    // A template runs one job: the index has to be there.
    assertThat(required).contains("--index").containsAll(CommandLineFixture.requiredBy("distill"));
  }

  @Test
  void everyOptionOfTheCommandWithAValueIsOffered() throws IOException {
    Set<String> offered = new HashSet<>();
    parameters().forEach(parameter -> offered.add("--" + parameter.path("name").asText()));
    assertThat(offered).containsAll(CommandLineFixture.optionsWithValueOf("distill"));
  }

  @Test
  void everyParameterExplainsItselfAndTakesItsOwnExample() throws IOException {
    for (JsonNode parameter : parameters()) {
      assertThat(parameter.path("label").asText()).isNotBlank();
      assertThat(parameter.path("helpText").asText()).isNotBlank();
      assertThat(parameter.path("regexes")).hasSize(1);
      Pattern.compile(parameter.at("/regexes/0").asText());
    }
    assertThat(regexOf("citations").matcher("gs://b/pubmed/*.xml.gz").matches()).isTrue();
    assertThat(regexOf("citations").matcher("/home/me/pubmed.xml").matches()).isFalse();
    assertThat(
            regexOf("dataflowServiceOptions")
                .matcher("worker_accelerator=type:nvidia-l4;count:1;install-nvidia-driver:5xx")
                .matches())
        .isTrue();
  }

  @Test
  void theLauncherBecomesTheCommand() {
    assertThat(FlexTemplate.command(new String[] {"--citations=gs://b/c"}))
        .containsExactly("distill", "--citations=gs://b/c");
  }

  private static Pattern regexOf(String name) throws IOException {
    for (JsonNode parameter : parameters()) {
      if (parameter.path("name").asText().equals(name)) {
        return Pattern.compile(parameter.at("/regexes/0").asText());
      }
    }
    throw new IllegalArgumentException("no parameter " + name);
  }

  private static boolean isBeams(String name) {
    String getter =
        "get" + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    return PipelineOptionsFactory.getRegisteredOptions().stream()
        .flatMap(options -> java.util.Arrays.stream(options.getMethods()))
        .anyMatch(method -> method.getName().equals(getter));
  }

  private static JsonNode parameters() throws IOException {
    return JSON.readTree(Path.of("template/metadata.json").toFile()).path("parameters");
  }
}
