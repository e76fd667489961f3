package org.mkailin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mkailin.benchmarks.SearchEngine.Way;

class SearchRowTest {
  private static final SearchEngine.Size SIZE = new SearchEngine.Size(3 << 20, 2);

  @Test
  void ratesAreComparedWithThePlainClientsUnderTheSameFilter() {
    SearchRow filtered = row("ours", false, Way.FILTERED, 300, Optional.of(0.99));
    SearchRow hybrid = row("ours, hybrid", false, Way.HYBRID, 300, Optional.empty());
    SearchRow plain = row("plain", true, Way.NEAREST, 100, Optional.of(0.9));
    SearchRow plainFiltered = row("plain", true, Way.FILTERED, 200, Optional.of(0.9));

    List<String> lines =
        SearchRow.table(List.of(filtered, hybrid, plain, plainFiltered), 4, 2)
            .toString()
            .lines()
            .map(line -> line.replaceAll(" +", " "))
            .toList();

    assertThat(lines)
        .contains(
            "| ours | 1,000 | 3 | 2 | 1.00 | 2.00 | 300 (1.5×) | 600 (3.0×) | 1,200 (6.0×) | 0.9900 |",
            "| ours, hybrid | 1,000 | 3 | 2 | 1.00 | 2.00 | 300 (3.0×) | 600 (6.0×) | 1,200 (12.0×) | – |",
            "| plain | 1,000 | 3 | 2 | 1.00 | 2.00 | 100 (1.0×) | – | – | 0.9000 |");
  }

  private static SearchRow row(
      String title, boolean plain, Way way, double rate, Optional<Double> recall) {
    SearchSpeed speed =
        new SearchSpeed(List.of(1.0, 2.0), rate, 2 * rate, 4 * rate, List.of(List.of()));
    return new SearchRow(title, plain, way, 1000, SIZE, speed, recall);
  }
}
