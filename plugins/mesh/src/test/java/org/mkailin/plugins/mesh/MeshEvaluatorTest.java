package org.mkailin.plugins.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.Ties;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Judgement;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.Passage;
import org.mkailin.corpus.Question;
import org.mkailin.corpus.QuestionInContext;
import org.mkailin.plugins.mesh.MeshConfig.CheckTagUse;

/** Similarities are those of {@link SimilarityTest}: Papain-Bromelains 0.6075, -Gluten 0.7313. */
class MeshEvaluatorTest {
  private static final double MARGIN = 1e-9;

  @TempDir Path folder;

  @Test
  void contextsSharingARareTermWinOverOnesSharingACommonTerm() {
    Judgement judgement =
        accepted(
            judge(headings("Papain"), question(context("Gluten")), question(context("Lyases"))));
    // Papain-Lyases: LCA Enzymes, 2·0.6931 / (2.9957 + 4.6052) = 1.3863 / 7.6009
    assertThat(judgement.firstScore()).isCloseTo(0.7313, within(5e-5));
    assertThat(judgement.secondScore()).isCloseTo(0.1824, within(5e-5));
    assertThat(judgement.prefersFirst()).isTrue();
    assertThat(judgement.tie()).isFalse();
  }

  @Test
  void theScoreIsTheMeanOverContexts() {
    Judgement judgement =
        accepted(
            judge(
                headings("Papain"),
                question(context("Gluten"), context("Burns")),
                question(context("Bromelains"))));
    // (0.7313 + 0) / 2 against 0.6075
    assertThat(judgement.firstScore()).isCloseTo(0.3656, within(5e-5));
    assertThat(judgement.prefersFirst()).isFalse();
  }

  @Test
  void contextsWithoutHeadingsAreUnknownNotZero() {
    Judgement judgement =
        accepted(
            judge(
                headings("Papain"),
                question(context("Gluten"), context(), context("No Such Term")),
                question(context("Bromelains"))));
    assertThat(judgement.firstScore()).isCloseTo(0.7313, within(5e-5));
  }

  @Test
  void neitherTheOrderOfHeadingsNorOfContextsSwaysTheScore() {
    Passage one = context("Gluten", "Lyases");
    Passage two = context("Bromelains");
    Passage three = context("Proteases");
    Judgement straight =
        accepted(
            judge(
                headings("Papain", "Bromelains", "Sepsis"),
                question(one, two, three),
                question(context("Burns"))));
    Judgement reversed =
        accepted(
            judge(
                headings("Sepsis", "Bromelains", "Papain", "Papain"),
                question(three, two, one),
                question(context("Burns"))));
    assertThat(reversed).isEqualTo(straight);
  }

  @Test
  void checkTagsAreNotComparedUnlessAsked() {
    Comparison pair =
        comparison(
            headings("Papain", "Female"),
            question(context("Bromelains", "Female")),
            question(context("Gluten")));
    // Ignored: Papain-Bromelains alone. Counted: (0.6075 + 0 + 0 + 1) / 4
    assertThat(accepted(judge(CheckTagUse.IGNORE, Ties.DROP, MARGIN, pair)).firstScore())
        .isCloseTo(0.6075, within(5e-5));
    assertThat(accepted(judge(CheckTagUse.COUNT, Ties.DROP, MARGIN, pair)).firstScore())
        .isCloseTo(0.4019, within(5e-5));
  }

  @Test
  void aSourceOfCheckTagsOnlyIsRejectedUnlessTheyCount() {
    Comparison pair =
        comparison(
            headings("Humans", "Female", "No Such Term"),
            question(context("Humans")),
            question(context("Papain")));
    Outcome.Rejected<Judgement> rejected =
        rejected(judge(CheckTagUse.IGNORE, Ties.DROP, MARGIN, pair));
    assertThat(rejected.reason()).isEqualTo("source-has-no-mesh-headings");
    assertThat(rejected.detail())
        .isEqualTo(
            "PMID 1 has nothing to compare: 3 MeSH headings: 2 check tags, 1 unknown to small mesh");
    assertThat(accepted(judge(CheckTagUse.COUNT, Ties.DROP, MARGIN, pair)).prefersFirst()).isTrue();
  }

  @Test
  void aSideWithoutAnyHeadingsIsRejected() {
    Outcome.Rejected<Judgement> rejected =
        rejected(judge(headings("Papain"), question(context("Gluten")), question(context())));
    assertThat(rejected.reason()).isEqualTo("contexts-have-no-mesh-headings");
    assertThat(rejected.detail())
        .isEqualTo(
            "no context of the question by 'general' has anything to compare: PMID 10 has no MeSH"
                + " headings");
    assertThat(
            rejected(judge(headings("Papain"), question(), question(context("Gluten")))).detail())
        .endsWith("anything to compare: it has none");
  }

  @Test
  void aTieIsDroppedOrKept() {
    Comparison pair =
        comparison(headings("Papain"), question(context("Gluten")), question(context("Gluten")));
    Outcome.Rejected<Judgement> dropped =
        rejected(judge(CheckTagUse.IGNORE, Ties.DROP, MARGIN, pair));
    assertThat(dropped.reason()).isEqualTo("tie");
    assertThat(dropped.detail()).contains("0.7312").contains("tie-margin 1.0E-9");
    Judgement kept = accepted(judge(CheckTagUse.IGNORE, Ties.KEEP, MARGIN, pair));
    assertThat(kept.tie()).isTrue();
    assertThat(kept.firstScore()).isEqualTo(kept.secondScore());
    assertThat(accepted(judge(CheckTagUse.IGNORE, Ties.KEEP, 0, pair)).tie()).isTrue();
  }

  @Test
  void theMarginDecidesWhatIsATie() {
    // 0.7313 − 0.6075 = 0.1238
    Comparison pair =
        comparison(
            headings("Papain"), question(context("Gluten")), question(context("Bromelains")));
    assertThat(accepted(judge(CheckTagUse.IGNORE, Ties.KEEP, 0.123, pair)).tie()).isFalse();
    assertThat(accepted(judge(CheckTagUse.IGNORE, Ties.KEEP, 0.124, pair)).tie()).isTrue();
  }

  private Outcome<Judgement> judge(
      List<MeshHeading> source, QuestionInContext first, QuestionInContext second) {
    return judge(CheckTagUse.IGNORE, Ties.DROP, MARGIN, comparison(source, first, second));
  }

  private Outcome<Judgement> judge(
      CheckTagUse checkTags, Ties ties, double margin, Comparison pair) {
    MeshConfig config = new MeshConfig("small mesh", "statistics.tsv", checkTags, ties, margin);
    TermSimilarity lin = new LinSimilarity(SmallMesh.ONTOLOGY, SmallMesh.content(folder));
    return new MeshEvaluator(
            new Headings(SmallMesh.ONTOLOGY, config), new AllPairsAverage(lin), config)
        .process(List.of(pair))
        .get(0);
  }

  private static Judgement accepted(Outcome<Judgement> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    return ((Outcome.Accepted<Judgement>) outcome).value();
  }

  private static Outcome.Rejected<Judgement> rejected(Outcome<Judgement> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return (Outcome.Rejected<Judgement>) outcome;
  }

  private static List<MeshHeading> headings(String... names) {
    return SmallMesh.headings(names);
  }

  private static Comparison comparison(
      List<MeshHeading> source, QuestionInContext first, QuestionInContext second) {
    return new Comparison(new Citation("1", "Papain.", List.of(), null, source), first, second);
  }

  private static QuestionInContext question(Passage... contexts) {
    return new QuestionInContext(
        new Question("1", "Does papain?", "general"),
        Arrays.stream(contexts).map(passage -> new Context(passage, 0.5)).toList());
  }

  private static Passage context(String... headings) {
    return new Passage("10", "Title", "Text", null, headings(headings));
  }
}
