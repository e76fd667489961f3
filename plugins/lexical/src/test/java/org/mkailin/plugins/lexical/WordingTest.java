package org.mkailin.plugins.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mkailin.agent.Outcome;
import org.mkailin.corpus.AbstractSection;
import org.mkailin.corpus.Citation;
import org.mkailin.plugins.lexical.grammar.English;
import org.mkailin.plugins.lexical.question.GeneralQuestions;

/** Titles and objectives, word for word. */
class WordingTest {
  private static English english;
  private static GeneralQuestions questions;

  @BeforeAll
  static void load() throws IOException {
    english = English.load();
    questions = new GeneralQuestions(english);
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
          Does papain work? A randomised crossover trial | Does papain work?
          [Does exercise during hemodialysis reduce fatigue?]. | Does exercise during hemodialysis reduce fatigue?
          Catheter ablation does not improve cognitive function: a randomized trial | Does catheter ablation improve cognitive function?
          Low-dose spironolactone improves blood pressure control | Does low-dose spironolactone improve blood pressure control?
          Effect of storage temperature on the sedimentation rate. | What is the effect of storage temperature on the sedimentation rate?
          Honey dressings versus silver sulfadiazine in superficial burns. | How do honey dressings compare with silver sulfadiazine in superficial burns?
          Selenium supplementation in Hashimoto thyroiditis: a meta-analysis | How effective is selenium supplementation in Hashimoto thyroiditis?
          Acute pancreatitis in users of sitagliptin: a case series | How common is acute pancreatitis in users of sitagliptin?
          Risk factors for falls in nursing homes | What are the risk factors for falls in nursing homes?
          Role of AMPK in insulin resistance | What role does AMPK play in insulin resistance?
          Inhibition of thrombin by hirudin | Does hirudin inhibit thrombin?
          Exercise training after infarction in rats: effects on fibrosis and survival | What are the effects of exercise training after infarction in rats on fibrosis and survival?
          Case reports: hyperbaric oxygen therapy for the treatment of air embolism | How effective is hyperbaric oxygen therapy for the treatment of air embolism?
          Rhabdomyosarcoma of the nasopharynx--a case report | How common is rhabdomyosarcoma of the nasopharynx?
          Liver stiffness to rule out varices in cirrhosis | Can liver stiffness rule out varices in cirrhosis?
          """)
  void aTitleIsAsked(String title, String question) {
    assertThat(ask(title, new AbstractSection("", "", "Nothing more is said"))).isEqualTo(question);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          To determine whether evening dosing of amlodipine lowers blood pressure. | Does evening dosing of amlodipine lower blood pressure?
          To evaluate the effect of papain on wound healing. | What is the effect of papain on wound healing?
          To compare papain with saline in pressure ulcers. | How does papain compare with saline in pressure ulcers?
          We investigated whether statins prevent stroke and to assess their safety. | Do statins prevent stroke?
          To compare the risk of hyponatremia among people prescribed chlorthalidone or indapamide. | How does the risk of hyponatremia compare among people prescribed chlorthalidone or indapamide?
          The aim was to assess the efficacy and safety of papain in burns. | How effective and safe is papain in burns?
          To examine how sleep affects memory. | How does sleep affect memory?
          To determine the prevalence of gout in men. | How common is gout in men?
          We hypothesized that papain accelerates debridement. | Does papain accelerate debridement?
          """)
  void anObjectiveIsAsked(String objective, String question) {
    assertThat(ask("Untitled", new AbstractSection("OBJECTIVE", "OBJECTIVE", objective)))
        .isEqualTo(question);
  }

  private static String ask(String title, AbstractSection section) {
    Citation citation = new Citation("1", title, List.of(section), null, List.of());
    return ((Outcome.Accepted<String>) questions.process(List.of(citation)).get(0)).value();
  }
}
