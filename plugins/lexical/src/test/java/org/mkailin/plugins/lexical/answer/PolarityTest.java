package org.mkailin.plugins.lexical.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolarityTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Is bran safe in gout? | Bran is safe in gout and should not be withheld. | YES
          Does bran relieve gout? | Bran relieves gout, which cannot be explained by weight loss alone. | YES
          Is bran necessary for relief of gout? | Whether bran is necessary for relief of gout is not resolved. | MAYBE
          Does bran relieve gout? | The data on gout make it impossible to say whether bran helps. | MAYBE
          Does bran relieve gout in men? | Ash release did not suggest toxicity. Bran relieves gout in most men. | YES
          """)
  void theVerdictIsTheConclusions(String question, String conclusion, Verdict verdict) {
    assertThat(Polarity.of(question, List.of(conclusion.split("(?<=\\.) ", -1))))
        .isEqualTo(verdict);
  }
}
