package org.mkailin.transforms.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Several sorted rows as one; it holds one row of each, however many there are. */
final class MergedRows implements SortedRows {
  private record Head(Row row, SortedRows rest) {}

  private final List<SortedRows> sources;
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>((one, other) -> Row.ORDER.compare(one.row(), other.row()));

  private MergedRows(List<SortedRows> sources) {
    this.sources = sources;
  }

  /** Merges the rows of {@code sources}, which are closed with the result. */
  static MergedRows of(List<SortedRows> sources) throws IOException {
    MergedRows merged = new MergedRows(sources);
    for (SortedRows source : sources) {
      merged.readFrom(source);
    }
    return merged;
  }

  /** Merges runs in the staging folder. */
  static MergedRows ofRuns(List<String> paths) throws IOException {
    List<SortedRows> runs = new ArrayList<>();
    try {
      for (String path : paths) {
        runs.add(SortedRun.open(path));
      }
      return of(runs);
    } catch (IOException | RuntimeException e) {
      closeAll(runs, e);
      throw e;
    }
  }

  @Override
  public @Nullable Row next() throws IOException {
    Head least = heads.poll();
    if (least == null) {
      return null;
    }
    readFrom(least.rest());
    return least.row();
  }

  @Override
  public void close() throws IOException {
    IOException failure = new IOException("sorted rows can't be closed");
    closeAll(sources, failure);
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }

  private void readFrom(SortedRows source) throws IOException {
    Row row = source.next();
    if (row != null) {
      heads.add(new Head(row, source));
    }
  }

  private static void closeAll(List<SortedRows> sources, Exception failure) {
    for (SortedRows source : sources) {
      try {
        source.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }
}
