package org.mkailin.transforms.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mkailin.corpus.AnswerRequest;
import org.mkailin.corpus.AnsweredQuestion;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Judgement;
import org.mkailin.corpus.Preference;
import org.mkailin.corpus.Rejection;
import org.mkailin.testkit.SampleCitations;

class TrainingRowsTest {
  private static final Comparison PAIR =
      SampleCitations.compare(
          SampleCitations.AMLODIPINE, SampleCitations.THIAZIDE, SampleCitations.PAPAIN);

  /** The second, domain, side wins: 0.25 against 0.75. */
  private static final Preference PREFERENCE =
      Preference.of(PAIR, new Judgement(0.25, 0.75, false));

  private static final AnsweredQuestion ANSWERED =
      new AnsweredQuestion(
          new AnswerRequest(PREFERENCE.source(), PREFERENCE.chosen()), "No.", "answerer");

  private static JsonNode json(String line) throws Exception {
    return new ObjectMapper().readTree(line);
  }

  private static List<String> columns(String line) throws Exception {
    List<String> names = new ArrayList<>();
    json(line).fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void aPreferenceRowHoldsTheColumnsOfDpoAndNothingElse() throws Exception {
    Row row = TrainingRows.preference(PREFERENCE);
    assertThat(row.id()).isEqualTo("pref-90000003");
    assertThat(columns(row.line())).containsExactly("prompt", "chosen", "rejected");
    assertThat(json(row.line()).get("prompt").asText())
        .isEqualTo(
            """
            Ask one research question that this biomedical article answers.

            Title: Evening dosing of amlodipine and nocturnal blood pressure in older adults.

            Abstract: OBJECTIVE: To determine whether evening dosing of amlodipine lowers nocturnal \
            blood pressure. RESULTS: Mean nocturnal pressure did not differ (p = 0.61). CONCLUSION: \
            Evening dosing of amlodipine does not lower nocturnal blood pressure.

            Question:""");
    assertThat(json(row.line()).get("chosen").asText())
        .isEqualTo(
            " Evening dosing of amlodipine and nocturnal blood pressure in older adults"
                + " (domain)?");
    assertThat(json(row.line()).get("rejected").asText()).endsWith("(general)?");
  }

  @Test
  void itsLineageHoldsAgentsScoresAndContexts() throws Exception {
    JsonNode lineage = json(TrainingRows.preference(PREFERENCE).lineage());
    assertThat(lineage.get("id").asText()).isEqualTo("pref-90000003");
    assertThat(lineage.get("margin").asDouble()).isEqualTo(0.5);
    assertThat(lineage.at("/chosen/agent").asText()).isEqualTo("domain");
    assertThat(lineage.at("/chosen/score").asDouble()).isEqualTo(0.75);
    assertThat(lineage.at("/chosen/contexts/0/pmid").asText()).isEqualTo("90000001");
    assertThat(lineage.at("/rejected/contexts/0/pmid").asText()).isEqualTo("90000004");
    assertThat(lineage.at("/mesh/1/name").asText()).isEqualTo("Hypertension");
  }

  @Test
  void aPretrainingRowIsTheChosenQuestionWithItsContexts() throws Exception {
    Row row = TrainingRows.continuedPretraining(PREFERENCE);
    assertThat(row.id()).isEqualTo("cpt-90000003");
    assertThat(columns(row.line())).containsExactly("text");
    assertThat(json(row.line()).get("text").asText())
        .startsWith("Question: Evening dosing")
        .contains("(domain)?\n\nContext 1: Does topical papain shorten")
        .endsWith("shortens the debridement of pressure ulcers.");
  }

  @Test
  void aFineTuningRowHoldsPromptAndCompletion() throws Exception {
    Row row = TrainingRows.fineTuning(ANSWERED);
    assertThat(row.id()).isEqualTo("sft-90000003");
    assertThat(columns(row.line())).containsExactly("prompt", "completion");
    assertThat(json(row.line()).get("prompt").asText())
        .startsWith("Answer the biomedical question.\n\nQuestion: Evening")
        .endsWith("\n\nAnswer:");
    assertThat(json(row.line()).get("completion").asText()).isEqualTo(" No.");
    assertThat(json(row.lineage()).get("answerer").asText()).isEqualTo("answerer");
  }

  @Test
  void theLineageOfEverySetHoldsTheSourcesYearAndHeadings() throws Exception {
    Row pretraining = TrainingRows.continuedPretraining(PREFERENCE);
    Row fineTuning = TrainingRows.fineTuning(ANSWERED);
    assertThat(columns(pretraining.lineage()))
        .containsExactly("id", "pmid", "year", "mesh", "agent", "question", "contexts");
    assertThat(columns(fineTuning.lineage()))
        .containsExactly("id", "pmid", "year", "mesh", "agent", "question", "contexts", "answerer");
    JsonNode expected = json(TrainingRows.preference(PREFERENCE).lineage());
    for (Row row : List.of(pretraining, fineTuning)) {
      JsonNode lineage = json(row.lineage());
      assertThat(lineage.get("year")).isEqualTo(expected.get("year"));
      assertThat(lineage.get("mesh")).isNotEmpty().isEqualTo(expected.get("mesh"));
    }
  }

  @Test
  void rowIdsSortAsPmidsDo() {
    assertThat(TrainingRows.rejection(new Rejection("read", "7", "x", "y")).id())
        .isEqualTo("read-00000007");
  }
}
