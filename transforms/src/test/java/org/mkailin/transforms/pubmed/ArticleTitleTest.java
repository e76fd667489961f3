package org.mkailin.transforms.pubmed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArticleTitleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Plain title.                   | Plain title.",
        "[Treatment of gout].           | Treatment of gout.",
        "[Treatment of gout]            | Treatment of gout",
        "[Is gout rare?].               | Is gout rare?",
        "[Everything flows…].           | Everything flows…",
        "[Gout (author's transl)].      | Gout (author's transl).",
        "[On [18F]-labelled gout].      | On [18F]-labelled gout.",
        "[18F]CFA as a probe.           | [18F]CFA as a probe.",
        "[18F] and [19F].               | [18F] and [19F].",
        "Complexes related to [FeFe].   | Complexes related to [FeFe].",
        "[Unclosed [title].             | [Unclosed [title].",
        "[Not Available].               | ''",
        "[In Process Citation]          | ''",
        "[].                            | ''",
        "[                              | [",
        "].                             | ].",
        "''                             | ''"
      })
  void onlyBracketsAroundTheWholeTitleGo(String printed, String plain) {
    assertThat(ArticleTitle.plain(printed)).isEqualTo(plain);
  }
}
