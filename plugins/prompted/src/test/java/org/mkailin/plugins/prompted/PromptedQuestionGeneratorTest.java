package org.mkailin.plugins.prompted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mkailin.plugins.prompted.ScriptedGenerator.says;
import static org.mkailin.testkit.SampleCitations.BARE;
import static org.mkailin.testkit.SampleCitations.PAPAIN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.corpus.Citation;
import org.mkailin.model.GenerationRequest;
import org.mkailin.model.GenerationRequest.Message;
import org.mkailin.runtime.AgentLease;

class PromptedQuestionGeneratorTest {
  private static final String REPLY = "Does papain help?";

  @TempDir private Path folder;

  @Test
  void theBuiltInPromptShowsTitleAndAbstractToTheUserAlone() {
    ScriptedGenerator model = new ScriptedGenerator(says(REPLY));
    assertThat(ask(model, Map.of(), PAPAIN)).containsExactly(Outcome.of(REPLY));
    GenerationRequest request = model.calls().get(0).get(0);
    assertThat(request.messages()).extracting(Message::role).containsExactly("user");
    assertThat(request.messages().get(0).content())
        .startsWith("Ask one research question that this biomedical article answers.")
        .endsWith(
            "Title: Does topical papain shorten the debridement of pressure ulcers?\n\n"
                + "Abstract: "
                + PAPAIN.abstractText()
                + "\n\nQuestion:");
    assertThat(request.maxNewTokens()).isEqualTo(96);
    assertThat(request.temperature()).isEqualTo(0.7);
  }

  @Test
  void headingsAreShownAsNlmPrintsThem() throws IOException {
    ScriptedGenerator model = new ScriptedGenerator(says(REPLY, REPLY));
    ask(model, Map.of("question-prompt", file("== user ==\n{{mesh}}")), PAPAIN, BARE);
    assertThat(model.calls().get(0))
        .extracting(request -> request.messages().get(0).content())
        .containsExactly("*Papain/*therapeutic use; *Pressure Ulcer/drug therapy; Humans", "none");
  }

  @Test
  void aCitationWithoutWhatThePromptShowsIsRejectedBeforeTheModelIsAsked() {
    Citation untitled = new Citation("7", " ", PAPAIN.sections(), null, List.of());
    ScriptedGenerator model = new ScriptedGenerator(says(REPLY));
    assertThat(ask(model, Map.of(), BARE, PAPAIN, untitled))
        .containsExactly(
            Outcome.rejected(
                "no-abstract", "PMID 90000009 has no abstract, which the prompt shows"),
            Outcome.of(REPLY),
            Outcome.rejected("no-title", "PMID 7 has no title, which the prompt shows"));
    assertThat(model.calls()).hasSize(1);
    ScriptedGenerator silent = new ScriptedGenerator();
    ask(silent, Map.of(), BARE);
    assertThat(silent.calls()).isEmpty();
  }

  @Test
  void aModelMaySpeakFromNothing() throws IOException {
    ScriptedGenerator model = new ScriptedGenerator(says("Once upon a time,\nthere was"));
    Map<String, Object> config =
        Map.of(
            "question-prompt",
            file("== user: empty =="),
            "question-format",
            "text",
            "question-temperature",
            0);
    assertThat(ask(model, config, BARE)).containsExactly(Outcome.of("Once upon a time, there was"));
    assertThat(model.calls().get(0).get(0).messages()).containsExactly(new Message("user", ""));
  }

  @Test
  void aBadPromptIsToldWhenTheAgentIsBuilt() throws IOException {
    String file = file("== user ==\n{{titel}}");
    AgentSpec spec =
        new AgentSpec(
            "general",
            List.of("prompted", "fake-generator"),
            Map.of("prompted", Map.of("question-prompt", file)));
    try (AgentLease lease = AgentLease.of(spec)) {
      assertThatThrownBy(() -> lease.get(QuestionGenerator.class))
          .hasMessageContaining("agent 'general'")
          .hasMessageContaining("prompt '" + file + "', line 2: unknown placeholder {{titel}}");
    }
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("own.txt"), text).toString();
  }

  private static List<Outcome<String>> ask(
      ScriptedGenerator model, Map<String, Object> config, Citation... sources) {
    return new PromptedQuestionGenerator(ScriptedGenerator.configured(config), model.strict(config))
        .process(List.of(sources));
  }
}
