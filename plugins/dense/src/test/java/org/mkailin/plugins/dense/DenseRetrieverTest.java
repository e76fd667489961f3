package org.mkailin.plugins.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mkailin.testkit.SampleCitations.AMLODIPINE;
import static org.mkailin.testkit.SampleCitations.BROMELAIN;
import static org.mkailin.testkit.SampleCitations.PAPAIN;
import static org.mkailin.testkit.SampleCitations.THIAZIDE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.ContextRetriever;
import org.mkailin.agent.Outcome;
import org.mkailin.config.ConfigurationException;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Passage;
import org.mkailin.corpus.Question;
import org.mkailin.model.Embedding;
import org.mkailin.runtime.AgentLease;
import org.mkailin.testkit.HashingEncoder;

class DenseRetrieverTest {
  private static final Map<String, Object> DEFAULTS = Map.of();

  @TempDir private Path folder;

  @Test
  void theNearestPassagesComeFirstWithTheirInnerProducts() {
    Question question = ask(PAPAIN, "Does papain help in the debridement of burns?");
    List<Context> contexts = accepted(Map.of("k", 2), DEFAULTS, question);
    // Of the three others only BROMELAIN shares more than «in» and «of» with the question.
    assertThat(contexts).hasSize(2);
    assertThat(contexts.get(0).passage()).isEqualTo(Passage.of(BROMELAIN));
    HashingEncoder encoder = new HashingEncoder();
    Embedding asked = encoder.encodeQueries(List.of(question.text())).get(0);
    Embedding read = encoder.encodePassages(List.of(Passage.of(BROMELAIN).titleAndText())).get(0);
    assertThat(contexts.get(0).score()).isEqualTo(asked.dot(read));
  }

  @Test
  void theSourceTakesNoPlaceAmongTheBest() {
    Question question = ask(PAPAIN, PAPAIN.title());
    assertThat(accepted(Map.of("k", 3), DEFAULTS, question))
        .extracting(context -> context.passage().pmid())
        .containsExactlyInAnyOrder(BROMELAIN.pmid(), AMLODIPINE.pmid(), THIAZIDE.pmid());
  }

  @Test
  void pmidsOfTheFileAreNeverReturned() throws IOException {
    Path file = file("# benchmark", "", BROMELAIN.pmid() + "  # in the test split", "7");
    assertThat(accepted(Map.of("never-return", file.toString()), DEFAULTS, ask(PAPAIN, "papain?")))
        .extracting(context -> context.passage().pmid())
        .containsExactlyInAnyOrder(AMLODIPINE.pmid(), THIAZIDE.pmid());
  }

  @Test
  void aQuestionWithNoPassageLeftIsRejected() {
    Outcome<List<Context>> outcome =
        retrieve(DEFAULTS, Map.of("passages", 1), ask(PAPAIN, "papain?"));
    assertThat(outcome)
        .isEqualTo(
            Outcome.rejected(
                "no-context",
                "the index holds no passage besides PMID 90000001, the question's own, and 0 that"
                    + " are never returned"));
  }

  @Test
  void anIndexOfAnotherEncoderIsRefusedByName() {
    assertThatThrownBy(
            () -> retrieve(DEFAULTS, Map.of("built-with", "other/64"), ask(PAPAIN, "papain?")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(
            "the index of agent 'retriever' was built with encoder 'other/64', but its encoder is"
                + " 'hashing/64'; rebuild the index");
  }

  @Test
  void linesWithoutPmidAreNamedWithTheirNumbers() throws IOException {
    Path file = file("90000001", "PMID 90000002", "# 90000003", "123456789");
    assertThatThrownBy(
            () ->
                retrieve(Map.of("never-return", file.toString()), DEFAULTS, ask(PAPAIN, "papain?")))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("line 2: 'PMID 90000002' is not a PMID")
        .hasMessageContaining("line 4: '123456789' is not a PMID");
  }

  @Test
  void aMissingFileIsNamed() {
    String file = folder.resolve("absent.txt").toString();
    assertThatThrownBy(
            () -> retrieve(Map.of("never-return", file), DEFAULTS, ask(PAPAIN, "papain?")))
        .hasMessageContaining("PMID file " + file + " can't be read");
  }

  @Test
  void theModelsBesideItAreAskedFor() {
    AgentSpec alone = new AgentSpec("retriever", List.of("dense"), Map.of());
    assertThatThrownBy(() -> AgentLease.of(alone))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("plugin 'dense' needs a text encoder")
        .hasMessageContaining("plugin 'dense' needs a passage index");
  }

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("never.txt"), List.of(lines));
  }

  private static Question ask(Citation source, String text) {
    return new Question(source.pmid(), text, "general");
  }

  private static List<Context> accepted(
      Map<String, Object> dense, Map<String, Object> models, Question question) {
    return ((Outcome.Accepted<List<Context>>) retrieve(dense, models, question)).value();
  }

  private static Outcome<List<Context>> retrieve(
      Map<String, Object> dense, Map<String, Object> models, Question question) {
    AgentSpec spec =
        new AgentSpec(
            "retriever",
            List.of("dense", "fake-models"),
            Map.of("dense", dense, "fake-models", models));
    try (AgentLease lease = AgentLease.of(spec)) {
      return lease.get(ContextRetriever.class).process(List.of(question)).get(0);
    }
  }
}
