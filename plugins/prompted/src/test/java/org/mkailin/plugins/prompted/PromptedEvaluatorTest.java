package org.mkailin.plugins.prompted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mkailin.plugins.prompted.ScriptedGenerator.says;
import static org.mkailin.testkit.SampleCitations.AMLODIPINE;
import static org.mkailin.testkit.SampleCitations.BROMELAIN;
import static org.mkailin.testkit.SampleCitations.PAPAIN;
import static org.mkailin.testkit.SampleCitations.THIAZIDE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.Outcome;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Judgement;
import org.mkailin.corpus.QuestionInContext;
import org.mkailin.model.GenerationRequest;
import org.mkailin.model.LogProbabilities;
import org.mkailin.model.ScoringRequest;
import org.mkailin.model.TextScorer;
import org.mkailin.testkit.SampleCitations;

class PromptedEvaluatorTest {
  private static final Offset<Double> HAIR = within(1e-12);
  private static final Comparison PAIR = SampleCitations.compare(PAPAIN, BROMELAIN, AMLODIPINE);

  /** Gives the p(A) that it was told to give, one for each prompt in order. */
  private static final class ScriptedScorer implements TextScorer {
    private final double[] probabilitiesOfA;
    private final List<ScoringRequest> asked = new ArrayList<>();

    ScriptedScorer(double... probabilitiesOfA) {
      this.probabilitiesOfA = probabilitiesOfA;
    }

    @Override
    public List<Outcome<LogProbabilities>> process(List<ScoringRequest> batch) {
      asked.addAll(batch);
      return Arrays.stream(probabilitiesOfA)
          // A tenth of all probability goes to A and B together; the rest is spent elsewhere.
          .mapToObj(p -> new LogProbabilities(List.of(Math.log(p / 10), Math.log((1 - p) / 10))))
          .map(Outcome::of)
          .toList();
    }

    @Override
    public String identity() {
      return "scripted";
    }
  }

  @Test
  void aModelThatOnlyLikesTheFirstPlaceFindsATie() {
    ScriptedScorer firstPlace = new ScriptedScorer(0.9, 0.9);
    // first = (0.9 + 0.1) / 2 = second
    Judgement judgement = accepted(scored(firstPlace, Map.of("ties", "keep")));
    assertThat(judgement.firstScore()).isEqualTo(judgement.secondScore()).isCloseTo(0.5, HAIR);
    assertThat(judgement.tie()).isTrue();
    assertThat(scored(firstPlace, Map.of()))
        .isEqualTo(
            Outcome.rejected(
                "tie", "scores 0.500000 and 0.500000 differ by no more than tie-margin 1.0E-9"));
  }

  @Test
  void aTruePreferenceOutlivesTheLikingForAPlace() {
    // Shown first, the first question gets 0.9; shown second, still 1 − 0.6 = 0.4 of the verdict.
    // first = (0.9 + 0.4) / 2 = 0.65; second = (0.1 + 0.6) / 2 = 0.35
    Judgement judgement = accepted(scored(new ScriptedScorer(0.9, 0.6), Map.of()));
    assertThat(judgement.firstScore()).isCloseTo(0.65, HAIR);
    assertThat(judgement.secondScore()).isCloseTo(0.35, HAIR);
    assertThat(judgement.tie()).isFalse();
  }

  @Test
  void scoresWithinTheMarginAreATie() {
    // first = (0.9 + 0.14) / 2 = 0.52; second = 0.48
    ScriptedScorer scorer = new ScriptedScorer(0.9, 0.86);
    assertThat(accepted(scored(scorer, Map.of("tie-margin", 0.05, "ties", "keep"))).tie()).isTrue();
    assertThat(accepted(scored(scorer, Map.of("tie-margin", 0.03))).tie()).isFalse();
  }

  @Test
  void theSidesChangePlacesInTheSecondPrompt() {
    ScriptedScorer scorer = new ScriptedScorer(0.9, 0.1);
    scored(scorer, Map.of());
    assertThat(scorer.asked)
        .extracting(ScoringRequest::continuations)
        .containsOnly(List.of("A", "B"));
    assertThat(promptOf(scorer.asked.get(0)))
        .contains("Article: " + PAPAIN.title())
        .contains("MeSH headings: *Papain/*therapeutic use; *Pressure Ulcer/drug therapy; Humans")
        .contains("Question A: " + PAIR.first().question().text() + "\n\nContext 1: Bromelain")
        .contains("Question B: " + PAIR.second().question().text() + "\n\nContext 1: Evening")
        .contains(
            "\nMeSH headings: *Bromelains/*therapeutic use; *Burns/drug therapy; Debridement");
    assertThat(promptOf(scorer.asked.get(1)))
        .contains("Question A: " + PAIR.second().question().text() + "\n\nContext 1: Evening")
        .contains("Question B: " + PAIR.first().question().text() + "\n\nContext 1: Bromelain");
  }

  @Test
  void oneVanishingProbabilityDecidesAndTwoDoNot() {
    assertThat(Verdict.of(Double.NEGATIVE_INFINITY, -3)).isEqualTo(Outcome.of(new Verdict(0, 1)));
    assertThat(Verdict.of(-2000, -1000)).isEqualTo(Outcome.of(new Verdict(0, 1)));
    assertThat(Verdict.of(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY))
        .isEqualTo(
            Outcome.rejected(
                "malformed-verdict", "the model gives neither A nor B any probability"));
  }

  @Test
  void aWordCountsAsCertain() {
    Judgement agreed = accepted(generated(new ScriptedGenerator(says("B", "A")), Map.of()));
    assertThat(agreed).isEqualTo(new Judgement(0, 1, false));
    assertThat(accepted(generated(new ScriptedGenerator(says("A", "A")), Map.of("ties", "keep"))))
        .isEqualTo(new Judgement(0.5, 0.5, true));
  }

  @Test
  void bothOrdersOfABatchAreAskedInOneCallAndOnlyTheUnclearOnesAgain() {
    ScriptedGenerator model = new ScriptedGenerator(says("A", "B", "Both.", "A"), says("B"));
    Comparison other = SampleCitations.compare(AMLODIPINE, THIAZIDE, PAPAIN);
    assertThat(evaluator(model, Map.of()).process(List.of(PAIR, other)))
        .containsExactly(
            Outcome.of(new Judgement(1, 0, false)), Outcome.of(new Judgement(0, 1, false)));
    assertThat(model.calls()).extracting(List::size).containsExactly(4, 1);
    GenerationRequest again = model.calls().get(1).get(0);
    assertThat(again.messages()).isEqualTo(model.calls().get(0).get(2).messages());
    assertThat(again.temperature()).isEqualTo(0.3);
  }

  @Test
  void bothOrdersHaveOneSeedSoThatSwappedSidesAreTheSameRequests() {
    ScriptedGenerator straight = new ScriptedGenerator(says("A", "B"));
    ScriptedGenerator swapped = new ScriptedGenerator(says("B", "A"));
    generated(straight, Map.of());
    evaluator(swapped, Map.of())
        .process(
            List.of(
                new Comparison(
                    PAIR.source(), /* first= */ PAIR.second(), /* second= */ PAIR.first())));
    assertThat(swapped.calls().get(0)).containsExactlyInAnyOrderElementsOf(straight.calls().get(0));
  }

  @Test
  void aVerdictThatStaysUnclearIsRejectedWithItsText() {
    ScriptedGenerator model = new ScriptedGenerator(says("A", "Both."), says("Neither."));
    assertThat(generated(model, Map.of("attempts", 2)))
        .isEqualTo(
            Outcome.rejected("malformed-verdict", "reply 2 of 2 is neither A nor B: «Neither.»"));
  }

  @Test
  void aSideWithoutContextsIsRejectedByItsAgent() {
    Comparison bare =
        new Comparison(
            PAPAIN, PAIR.first(), new QuestionInContext(PAIR.second().question(), List.of()));
    assertThat(evaluator(new ScriptedGenerator(), Map.of()).process(List.of(bare)))
        .containsExactly(
            Outcome.rejected(
                "no-context",
                "the question of 'domain' about PMID 90000001 has no context, which the prompt"
                    + " shows"));
  }

  private static String promptOf(ScoringRequest request) {
    return request.messages().get(0).content();
  }

  private static Judgement accepted(Outcome<Judgement> outcome) {
    return ((Outcome.Accepted<Judgement>) outcome).value();
  }

  private static Outcome<Judgement> scored(TextScorer scorer, Map<String, Object> config) {
    return new PromptedEvaluator(ScriptedGenerator.configured(config), new ScoredVerdicts(scorer))
        .process(List.of(PAIR))
        .get(0);
  }

  private static Outcome<Judgement> generated(ScriptedGenerator model, Map<String, Object> config) {
    return evaluator(model, config).process(List.of(PAIR)).get(0);
  }

  private static PromptedEvaluator evaluator(ScriptedGenerator model, Map<String, Object> values) {
    PromptedConfig config = ScriptedGenerator.configured(values);
    return new PromptedEvaluator(config, new GeneratedVerdicts(config, model.strict(values)));
  }
}
