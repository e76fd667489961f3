package org.mkailin.plugins.lexical.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mkailin.plugins.lexical.citation.Statements;
import org.mkailin.plugins.lexical.grammar.Casing;
import org.mkailin.plugins.lexical.grammar.English;
import org.mkailin.plugins.lexical.grammar.VerbForms;

class FindingInverterTest {
  private static English english;
  private static FindingInverter inverter;

  @BeforeAll
  static void load() throws IOException {
    english = English.load();
    inverter = new FindingInverter(english, new VerbForms());
  }

  @AfterAll
  static void close() {
    english.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Papain improves wound healing in rats. | Does papain improve wound healing in rats?
          Thiazide diuretics cause hyponatremia in older patients with hypertension. | Do thiazide diuretics cause hyponatremia in older patients with hypertension?
          Papain reduced mortality. | Did papain reduce mortality?
          Patients treated with papain recovered faster. | Did patients treated with papain recover faster?
          Statin use is associated with lower mortality. | Is statin use associated with lower mortality?
          Antihypertensive treatment was not associated with falls in these residents. | Was antihypertensive treatment associated with falls?
          Healing times did not differ between papain and saline. | Did healing times differ between papain and saline?
          Papain may shorten debridement. | Can papain shorten debridement?
          Exogenous silicon fails to improve growth of rice seedlings. | Does exogenous silicon improve growth of rice seedlings?
          Sulfasalazine offers no advantage over methotrexate. | Does sulfasalazine offer any advantage over methotrexate?
          There was no difference in pain between the arms. | Was there any difference in pain between the arms?
          Tiotropium increases endurance and reduces hyperinflation. | Does tiotropium increase endurance and reduce hyperinflation?
          In older adults, chlorthalidone is associated with hyponatremia. | In older adults, is chlorthalidone associated with hyponatremia?
          Papain shortens debridement, suggesting that enzymes should be used early. | Does papain shorten debridement?
          Loss of BRCA1 sensitizes cells to cisplatin but not to paclitaxel. | Does loss of BRCA1 sensitize cells to cisplatin?
          Bedtime dosing has no effect on nocturnal pressure. | Does bedtime dosing have any effect on nocturnal pressure?
          Once-daily mesalazine is not inferior to divided dosing, and patients adhere to it better. | Is once-daily mesalazine inferior to divided dosing?
          Bran is associated with less gout, and the relation with its dose supports a causal reading. | Is bran associated with less gout?
          Helicobacter pylori eradication prevents ulcer relapse. | Does Helicobacter pylori eradication prevent ulcer relapse?
          """)
  void aFindingBecomesTheQuestionThatItAnswers(String finding, String question) {
    assertThat(inverter.invert(finding, new Casing(""))).contains(question);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Vitamin B12 deficiency in patients with diabetes treated with metformin
          Effects of curcumin and fluoxetine on behavior in rats exposed to stress
          It was effective
          This treatment reduces mortality
          """)
  void whatStatesNoFindingOrPointsElsewhereIsNotInverted(String text) {
    assertThat(inverter.invert(text, new Casing(""))).isEmpty();
  }

  @Test
  void whatAStudySaysOfItselfIsStripped() {
    assertThat(Statements.finding("In conclusion, these results suggest that papain helps."))
        .isEqualTo("Papain helps.");
  }

  @Test
  void aDenialIsNotStrippedWithItsFrame() {
    String denial = "These data do not show that papain helps.";
    assertThat(Statements.finding(denial)).isEqualTo(denial);
  }
}
