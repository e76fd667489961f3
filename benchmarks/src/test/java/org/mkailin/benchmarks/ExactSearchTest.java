package org.mkailin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;
import org.mkailin.model.PassageIndex.Query;
import org.mkailin.model.PassageIndexWriter.Entry;

class ExactSearchTest {
  private static final List<Entry> ENTRIES =
      List.of(entry("1", 1, 0), entry("2", 0, 1), entry("3", 0.6f, 0.8f), entry("4", -1, 0));

  @Test
  void theNearestAreThoseOfTheHighestInnerProduct() {
    // To (1, 0): 1, 0, 0.6 and −1. To (0, 1): 0, 1, 0.8 and 0.
    assertThat(ExactSearch.of(ENTRIES, List.of(query(1, 0), query(0, 1))).nearest())
        .containsExactly(Set.of("1", "3"), Set.of("2", "3"));
  }

  @Test
  void recallIsTheShareFoundOnAverage() {
    ExactSearch exact = new ExactSearch(List.of(Set.of("1", "3"), Set.of("2", "3")));
    // (1 + 1/2) / 2
    assertThat(exact.recall(List.of(List.of("3", "1"), List.of("4", "2")))).isEqualTo(0.75);
    assertThat(exact.recall(List.of(List.of(), List.of()))).isZero();
  }

  private static Entry entry(String pmid, float... vector) {
    return new Entry(new Passage(pmid, "", "", null, List.of()), Embedding.of(vector));
  }

  private static Query query(float... vector) {
    return new Query("", Embedding.of(vector), 2, Set.of());
  }
}
