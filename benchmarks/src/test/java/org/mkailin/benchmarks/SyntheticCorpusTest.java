package org.mkailin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SyntheticCorpusTest {
  private static final SearchCorpus CORPUS = SyntheticCorpus.of(2000, 20, 384, 4, 1);

  @Test
  void theSameSeedGivesTheSameCorpusAndAnotherSeedAnother() {
    assertThat(SyntheticCorpus.of(2000, 20, 384, 4, 1)).isEqualTo(CORPUS);
    assertThat(SyntheticCorpus.of(2000, 20, 384, 4, 2).entries().get(0))
        .isNotEqualTo(CORPUS.entries().get(0));
  }

  @Test
  void vectorsAreOfUnitLength() {
    assertThat(CORPUS.entries())
        .allSatisfy(e -> assertThat(e.vector().dot(e.vector())).isCloseTo(1, within(1e-6)));
    assertThat(CORPUS.queries())
        .allSatisfy(q -> assertThat(q.vector().dot(q.vector())).isCloseTo(1, within(1e-6)));
  }

  @Test
  void aQuerysNearestPassagesAreOfItsCluster() {
    // The centre's share of a vector is 1/√1.49, so two of one cluster have a cosine near 0.67;
    // two of different clusters differ from 0 by 1/√384 = 0.05 or a few times that.
    assertThat(CORPUS.queries())
        .allSatisfy(
            query ->
                assertThat(
                        CORPUS.entries().stream()
                            .mapToDouble(entry -> entry.vector().dot(query.vector()))
                            .filter(cosine -> cosine > 0.5))
                    .hasSizeBetween(60, 140));
  }

  @Test
  void theFilterKeepsEightPercent() {
    assertThat(CORPUS.filtered().size() / 2000.0).isCloseTo(0.08, within(0.02));
  }

  @Test
  void anAbstractHasSomeFifteenHundredCharacters() {
    assertThat(CORPUS.entries().stream().mapToInt(e -> e.passage().text().length()).average())
        .hasValueCloseTo(1500.0, within(150.0));
  }
}
