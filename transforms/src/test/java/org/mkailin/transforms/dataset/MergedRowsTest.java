package org.mkailin.transforms.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergedRowsTest {
  /** Rows that count how many of them were read. */
  private static final class Counting implements SortedRows {
    private final Iterator<Row> rows;
    private int read;
    private boolean closed;

    Counting(List<Row> rows) {
      this.rows = rows.iterator();
    }

    @Override
    public @Nullable Row next() {
      read++;
      return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public void close() throws IOException {
      closed = true;
      throw new IOException("stuck");
    }
  }

  private static Counting ids(String... ids) {
    return new Counting(Arrays.stream(ids).map(id -> new Row(id, "", "")).toList());
  }

  @Test
  void rowsComeInOrderWhateverRunTheyAreIn() throws IOException {
    SortedRows merged = MergedRows.of(List.of(ids("b", "e", "e"), ids(), ids("a", "c", "e", "f")));
    List<String> seen = new ArrayList<>();
    for (Row row = merged.next(); row != null; row = merged.next()) {
      seen.add(row.id());
    }
    assertThat(seen).containsExactly("a", "b", "c", "e", "e", "e", "f");
  }

  @Test
  void aMergeHoldsOneRowOfEachRun() throws IOException {
    List<Counting> runs =
        List.of(ids("a", "d", "g", "j"), ids("b", "e", "h", "k"), ids("c", "f", "i", "l"));
    SortedRows merged = MergedRows.of(List.copyOf(runs));
    for (int given = 1; given <= 12; given++) {
      assertThat(merged.next()).isNotNull();
      int read = runs.stream().mapToInt(run -> run.read).sum();
      assertThat(read - given).as("rows held after " + given).isEqualTo(runs.size());
    }
  }

  @Test
  void everyRunIsClosedThoughOneFails() throws IOException {
    List<Counting> runs = List.of(ids("a"), ids("b"));
    SortedRows merged = MergedRows.of(List.copyOf(runs));
    assertThatThrownBy(merged::close).isInstanceOf(IOException.class);
    assertThat(runs).allMatch(run -> run.closed);
  }
}
