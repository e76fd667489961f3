package org.mkailin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The tables, and what one must know to read them. */
final class Report {
  private Report() {}

  static String of(
      List<String> about,
      List<Line> lines,
      MarkdownTable memory,
      int prompt,
      int newTokens,
      int rounds)
      throws IOException {
    MarkdownTable speeds =
        new MarkdownTable(
            "model",
            "numbers",
            "threads",
            "tokens",
            "batch",
            "mkailin",
            "transformers",
            "ratio",
            "unit",
            "compared");
    lines.forEach(line -> speeds.add(line.cells()));
    return String.format(
        Locale.ROOT,
        """
        %s

        On %s, %d processors, Java %s. Medians of %d rounds, taken in turns.
        Decoder: prompts of %d tokens, %d new ones, greedily.

        %s

        Memory in MB, float32, one thread, after a first answer:

        %s
        """,
        String.join(" beside ", about),
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        rounds,
        prompt,
        newTokens,
        speeds,
        memory);
  }

  private static String processor() throws IOException {
    Path cpuinfo = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(cpuinfo)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(cpuinfo).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
