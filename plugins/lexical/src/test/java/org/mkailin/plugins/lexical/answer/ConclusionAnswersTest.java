package org.mkailin.plugins.lexical.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.AnswerGenerator;
import org.mkailin.agent.Outcome;
import org.mkailin.corpus.AbstractSection;
import org.mkailin.corpus.AnswerRequest;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Question;
import org.mkailin.corpus.QuestionInContext;
import org.mkailin.runtime.AgentLease;
import org.mkailin.testkit.AnswerGeneratorContract;
import org.mkailin.testkit.SampleCitations;

class ConclusionAnswersTest extends AnswerGeneratorContract {
  @Override
  protected AgentSpec spec() {
    return new AgentSpec("answerer", List.of("lexical"), Map.of());
  }

  @Override
  protected List<AnswerRequest> badInputs() {
    return List.of(request(SampleCitations.BARE, "Is anything said?"));
  }

  @Test
  void anAffirmingConclusionIsAYesInItsOwnWords() {
    assertThat(
            answer(
                SampleCitations.PAPAIN,
                "Does topical papain shorten the debridement of pressure ulcers?"))
        .isEqualTo("Yes, topical papain shortens the debridement of pressure ulcers.");
  }

  @Test
  void aNegatedConclusionIsANo() {
    assertThat(
            answer(
                SampleCitations.AMLODIPINE,
                "Does evening dosing of amlodipine lower nocturnal blood pressure?"))
        .isEqualTo("No, evening dosing of amlodipine does not lower nocturnal blood pressure.");
  }

  @Test
  void whatWeConcludeIsToldWithoutUs() {
    assertThat(answer(SampleCitations.BROMELAIN, "Does bromelain reduce the need for skin grafts?"))
        .isEqualTo("Yes, bromelain reduces the need for skin grafts.");
  }

  @Test
  void aWhQuestionGetsTheSentenceAlone() {
    assertThat(answer(SampleCitations.PAPAIN, "How effective is papain in pressure ulcers?"))
        .isEqualTo("Topical papain shortens the debridement of pressure ulcers.");
  }

  @Test
  void anUnclearConclusionIsAMaybe() {
    assertThat(
            answer(
                citation(
                    "It remains unclear whether bran relieves gout. Further trials are needed."),
                "Does bran relieve gout?"))
        .isEqualTo("Maybe: It remains unclear whether bran relieves gout.");
  }

  @Test
  void onlyTheClauseOnTheQuestionDecides() {
    String conclusion = "Bran relieves gout, but it does not improve sleep.";
    assertThat(answer(citation(conclusion), "Does bran relieve gout?")).startsWith("Yes, bran");
    assertThat(answer(citation(conclusion), "Does bran improve sleep?")).startsWith("No, bran");
  }

  @Test
  void yesIsFollowedByWhatItSaysYesTo() {
    String conclusion = "Bran was eaten by all. Bran relieves gout in men.";
    assertThat(answer(citation(conclusion), "Does bran relieve gout in men?"))
        .isEqualTo("Yes, bran relieves gout in men.");
  }

  @Test
  void aConclusionOnSomethingElseIsAMaybe() {
    String conclusion = "Routine genotyping before bran is not supported.";
    assertThat(answer(citation(conclusion), "Is bran effective in the prevention of gout?"))
        .isEqualTo("Maybe: " + conclusion);
  }

  @Test
  void whatTheTitleDeniesIsDenied() {
    Citation denying =
        new Citation(
            "90000008",
            "Oral bran does not relieve gout in older men: a randomized trial.",
            List.of(new AbstractSection("", "", "Bran increased the appetite of men with gout.")),
            2001,
            List.of());
    assertThat(answer(denying, "Does oral bran relieve gout in older men?"))
        .isEqualTo(
            "No, oral bran does not relieve gout in older men. Bran increased the appetite of men"
                + " with gout.");
  }

  @Test
  void aSecondThatGoesWithTheFirst() {
    String conclusion =
        "We conclude that bran relieves gout, and that this effect lasts in most men.";
    assertThat(answer(citation(conclusion), "Does bran relieve gout?"))
        .isEqualTo("Yes, bran relieves gout, and this effect lasts in most men.");
  }

  @Test
  void inContrastToBelongsToTheFinding() {
    String conclusion = "In contrast to rice, bran relieves gout.";
    assertThat(answer(citation(conclusion), "How does bran act in gout?")).isEqualTo(conclusion);
  }

  @Test
  void anAcronymKeepsItsCapitalsAfterYes() {
    assertThat(answer(citation("CYP2C9 variants increase bleeding."), "Do variants matter?"))
        .isEqualTo("Yes, CYP2C9 variants increase bleeding.");
  }

  @Test
  void aRegistrationNoticeIsNoConclusion() {
    Citation source =
        citation("Bran relieves gout. ClinicalTrials.gov registration number NCT00000000.");
    assertThat(answer(source, "Does bran relieve gout?")).isEqualTo("Yes, bran relieves gout.");
  }

  private String answer(Citation source, String question) {
    try (AgentLease lease = AgentLease.of(spec())) {
      Outcome<String> outcome =
          lease.get(AnswerGenerator.class).process(List.of(request(source, question))).get(0);
      return ((Outcome.Accepted<String>) outcome).value();
    }
  }

  private static Citation citation(String conclusion) {
    return new Citation(
        "1",
        "Bran in gout.",
        List.of(
            new AbstractSection("METHODS", "METHODS", "Sixty men ate bran."),
            new AbstractSection("CONCLUSIONS", "CONCLUSIONS", conclusion)),
        2001,
        List.of());
  }

  private static AnswerRequest request(Citation source, String question) {
    return new AnswerRequest(
        source, new QuestionInContext(new Question(source.pmid(), question, "test"), List.of()));
  }
}
