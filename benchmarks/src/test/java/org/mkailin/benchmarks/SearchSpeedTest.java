package org.mkailin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mkailin.model.Embedding;
import org.mkailin.model.PassageIndex.Query;

class SearchSpeedTest {
  @Test
  void aPercentileIsTheSmallestValueThatSoManyDoNotExceed() {
    List<Double> values = IntStream.rangeClosed(1, 200).mapToObj(i -> 201.0 - i).toList();
    assertThat(SearchSpeed.percentile(values, 0.5)).isEqualTo(100);
    assertThat(SearchSpeed.percentile(values, 0.99)).isEqualTo(198);
    assertThat(SearchSpeed.percentile(List.of(7.0), 0.01)).isEqualTo(7);
  }

  @Test
  void whatIsFoundStandsInTheQueriesOrder() {
    List<Query> queries =
        IntStream.range(0, 70)
            .mapToObj(i -> new Query("q" + i, Embedding.of(1), 1, Set.of()))
            .toList();

    SearchSpeed speed = SearchSpeed.of(new Echo(), queries, 2, 0);

    assertThat(speed.found())
        .containsExactlyElementsOf(queries.stream().map(q -> List.of(q.text())).toList());
    assertThat(speed.latencies()).hasSize(70);
  }

  /** Finds a query's own text. */
  private static final class Echo implements SearchEngine.Searcher {
    @Override
    public List<List<String>> search(List<Query> queries) {
      return queries.stream().map(query -> List.of(query.text())).toList();
    }

    @Override
    public void close() {}
  }
}
