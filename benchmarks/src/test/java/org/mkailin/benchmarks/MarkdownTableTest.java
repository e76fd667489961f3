package org.mkailin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    MarkdownTable table = new MarkdownTable("a", "model");
    table.add(List.of("123", "x"));

    assertThat(table)
        .hasToString(
            """
            | a   | model |
            | --- | ----- |
            | 123 | x     |""");
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> new MarkdownTable("a", "b").add(List.of("1")))
        .hasMessageContaining("1 cells, but the table has 2 columns");
  }
}
