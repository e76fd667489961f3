package org.mkailin.transforms.pubmed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PublicationYearTest {
  @ParameterizedTest
  @CsvSource({
    "2015, 2015",
    "1998 Dec-1999 Jan, 1998",
    "Spring 2001, 2001",
    "1944-1945, 1944",
    "1976-77, 1976",
    "2019 Sep/Oct, 2019",
    "1781, 1781",
    "Spring,",
    "98-99,",
    "20151231,",
    "9999,",
    "'',"
  })
  void theFirstFourDigitsThatCanBeAYearAreOne(String date, Integer year) {
    assertThat(PublicationYear.in(date)).isEqualTo(year);
  }
}
