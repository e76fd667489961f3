package org.mkailin.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A row of the table: an engine, and a way to search with it.
 *
 * @param title of both
 * @param isPlain whether others are compared with this one
 * @param documentsPerSecond how fast the index was built
 * @param recall against exact search; empty where there is nothing exact to compare with
 */
record SearchRow(
    String title,
    boolean isPlain,
    SearchEngine.Way way,
    double documentsPerSecond,
    SearchEngine.Size size,
    SearchSpeed speed,
    Optional<Double> recall) {

  private static final double MEBIBYTE = 1 << 20;
  private static final String NONE = "–";

  /** The table of these rows. */
  static MarkdownTable table(List<SearchRow> rows, int k, int threads) {
    MarkdownTable table =
        new MarkdownTable(
            "engine",
            "documents/s",
            "MiB",
            "segments",
            "p50 ms",
            "p99 ms",
            String.format(Locale.ROOT, "queries/s by %d", threads),
            String.format(Locale.ROOT, "%d a call by 1", SearchSpeed.BATCH),
            String.format(Locale.ROOT, "%d a call by %d", SearchSpeed.BATCH, threads),
            "recall@" + k);
    rows.forEach(row -> table.add(row.cells(rows)));
    return table;
  }

  private List<String> cells(List<SearchRow> rows) {
    return List.of(
        title,
        String.format(Locale.ROOT, "%,.0f", documentsPerSecond),
        String.format(Locale.ROOT, "%,.0f", size.bytes() / MEBIBYTE),
        Long.toString(size.segments()),
        String.format(Locale.ROOT, "%.2f", speed.latency(0.5)),
        String.format(Locale.ROOT, "%.2f", speed.latency(0.99)),
        rate(speed.rate(), rows),
        isPlain ? NONE : rate(speed.batchRate(), rows),
        isPlain ? NONE : rate(speed.batchRateOfAll(), rows),
        recall.map("%.4f"::formatted).orElse(NONE));
  }

  /** A rate, and how many times the plain client's it is, which asks one query a call. */
  private String rate(double rate, List<SearchRow> rows) {
    boolean filtered = way == SearchEngine.Way.FILTERED;
    String ratio =
        rows.stream()
            .filter(row -> row.isPlain && filtered == (row.way == SearchEngine.Way.FILTERED))
            .findFirst()
            .map(plain -> String.format(Locale.ROOT, " (%.1f×)", rate / plain.speed.rate()))
            .orElse("");
    return String.format(Locale.ROOT, "%,.0f", rate) + ratio;
  }
}
