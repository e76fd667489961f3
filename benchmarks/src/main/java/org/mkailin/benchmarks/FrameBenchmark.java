package org.mkailin.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the dataflow costs: the same agents in a plain loop, and on each runner. */
@Command(
    name = "FrameBenchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures what the frame costs: a plain loop over the offline agents beside `mkailin distill`"
          + " with the same agents on each runner, at parallelism 1 and 2.",
      "",
      "Every run is a process of its own, on two sizes of one corpus; index and statistics are made"
          + " before. The rate is that of the citations by which the sizes differ, so what each"
          + " process costs once (its start, the plan, the agents' models) is a column of its own."
          + " Times are medians over the rounds. All ways must write the same rows.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  benchmarks/run FrameBenchmark --citations 'pubmed/*.xml.gz' --mesh desc2026.gz",
      "  runners-config/flink/cluster start --task-managers 2",
      "  benchmarks/run FrameBenchmark --citations 'pubmed/*.xml.gz' --mesh desc2026.gz \\",
      "      --flink [local],localhost:8081",
    })
public final class FrameBenchmark implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--citations", required = true, paramLabel = "FILES", description = "PubMed XML.")
  private String citations;

  @Option(
      names = "--mesh",
      required = true,
      paramLabel = "FILE",
      description = "NLM's descriptors.")
  private Path mesh;

  @Option(
      names = "--mkailin",
      paramLabel = "FILE",
      description = "The launcher script (default: ${DEFAULT-VALUE}).")
  private Path mkailin = Path.of("mkailin");

  @Option(
      names = "--flink",
      split = ",",
      paramLabel = "MASTER",
      description =
          "Flink masters: [local] is embedded, HOST:PORT a cluster with two slots or more that sees"
              + " this machine's files (default: ${DEFAULT-VALUE}).")
  private List<String> flink = List.of("[local]");

  @Option(
      names = "--copies",
      split = ",",
      paramLabel = "N",
      description =
          "The two sizes, in copies of the corpus under new PMIDs (default: ${DEFAULT-VALUE}).")
  private List<Integer> copies = List.of(1, 4);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each run is repeated (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FrameBenchmark()).setUsageHelpWidth(100).execute(arguments));
  }

  /**
   * A way to distil.
   *
   * @param name as in the table
   * @param parallelism how many threads work
   * @param command the process; «{size}» and «{out}» stand for its corpus and its output
   */
  private record Way(String name, int parallelism, List<String> command) {}

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("mkailin-frame");
    PrintWriter out = spec.commandLine().getOut();
    try {
      Corpora corpora = Corpora.make(folder, citations, copies);
      prepare(folder);
      Map<Way, List<Double>> seconds = measure(folder, out);
      out.println(table(corpora, seconds));
      return sameRows(folder, out) ? 0 : 1;
    } finally {
      delete(folder);
    }
  }

  private void prepare(Path folder) throws IOException, InterruptedException {
    run(
        folder,
        List.of(
            launcher(),
            "index",
            "--citations",
            Corpora.lines(folder, copies.get(0)).toString(),
            "--mesh",
            mesh.toString(),
            "--index",
            folder.resolve("index").toString(),
            "--statistics",
            folder.resolve("statistics").toString()));
  }

  private String launcher() {
    return mkailin.toAbsolutePath().toString();
  }

  private List<Way> ways(Path folder) {
    List<Way> ways = new ArrayList<>();
    for (int parallelism : new int[] {1, 2}) {
      ways.add(new Way("plain loop", parallelism, loop(folder, parallelism)));
      ways.add(
          new Way("direct", parallelism, distill(folder, "--targetParallelism=" + parallelism)));
      for (String master : flink) {
        ways.add(
            new Way(
                "Flink " + master,
                parallelism,
                distill(
                    folder,
                    "--runner=FlinkRunner",
                    "--flinkMaster=" + master,
                    "--parallelism=" + parallelism)));
      }
    }
    return ways;
  }

  private List<String> loop(Path folder, int parallelism) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        PlainLoop.class.getName(),
        folder.toString(),
        mesh.toString(),
        "{size}",
        Integer.toString(parallelism),
        "{out}");
  }

  private List<String> distill(Path folder, String... beamOptions) {
    List<String> command =
        new ArrayList<>(
            List.of(
                launcher(),
                "distill",
                "--citations",
                Corpora.lines(folder, "{size}").toString(),
                "--mesh",
                mesh.toString(),
                "--index",
                folder.resolve("index").toString(),
                "--statistics",
                folder.resolve("statistics").toString(),
                "--out",
                "{out}",
                "--files",
                "1"));
    command.addAll(Arrays.asList(beamOptions));
    return command;
  }

  /** Seconds of every way: the median for the first size, and for the second. */
  private Map<Way, List<Double>> measure(Path folder, PrintWriter out)
      throws IOException, InterruptedException {
    Map<Way, List<Double>> medians = new LinkedHashMap<>();
    Map<String, List<Double>> all = new LinkedHashMap<>();
    List<Way> ways = ways(folder);
    for (int round = 0; round < rounds; round++) {
      for (Way way : ways) {
        for (int size : copies) {
          Path results = outOf(folder, way, size);
          delete(results);
          long start = System.nanoTime();
          run(
              folder,
              way.command().stream()
                  .map(
                      word ->
                          word.replace("{size}", Integer.toString(size))
                              .replace("{out}", results.toString()))
                  .toList());
          double seconds = (System.nanoTime() - start) / 1e9;
          out.printf(
              Locale.ROOT,
              "round %d: %s, parallelism %d, %d copies: %.1f s%n",
              round + 1,
              way.name(),
              way.parallelism(),
              size,
              seconds);
          out.flush();
          all.computeIfAbsent(way + "/" + size, key -> new ArrayList<>()).add(seconds);
        }
      }
    }
    for (Way way : ways) {
      medians.put(way, copies.stream().map(size -> median(all.get(way + "/" + size))).toList());
    }
    return medians;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private MarkdownTable table(Corpora corpora, Map<Way, List<Double>> seconds) {
    MarkdownTable table =
        new MarkdownTable(
            "way",
            "parallelism",
            String.format(Locale.ROOT, "s for %,d", corpora.citations(copies.get(0))),
            String.format(Locale.ROOT, "s for %,d", corpora.citations(copies.get(1))),
            "citations/s",
            "of the loop",
            "s once");
    Map<Integer, Double> ofLoop = new LinkedHashMap<>();
    double more = corpora.citations(copies.get(1)) - corpora.citations(copies.get(0));
    seconds.forEach(
        (way, medians) -> {
          double each = (medians.get(1) - medians.get(0)) / more;
          double rate = 1 / each;
          ofLoop.putIfAbsent(way.parallelism(), rate);
          table.add(
              List.of(
                  way.name(),
                  Integer.toString(way.parallelism()),
                  String.format(Locale.ROOT, "%.1f", medians.get(0)),
                  String.format(Locale.ROOT, "%.1f", medians.get(1)),
                  String.format(Locale.ROOT, "%.1f", rate),
                  String.format(Locale.ROOT, "%.2f", rate / ofLoop.get(way.parallelism())),
                  String.format(
                      Locale.ROOT,
                      "%.1f",
                      medians.get(0) - each * corpora.citations(copies.get(0)))));
        });
    return table;
  }

  /** Whether all ways wrote the same training rows. */
  private boolean sameRows(Path folder, PrintWriter out) throws IOException {
    boolean same = true;
    for (int size : copies) {
      Optional<List<String>> first = Optional.empty();
      for (Way way : ways(folder)) {
        List<String> rows = new ArrayList<>();
        for (String set : new String[] {"preferences", "cpt", "sft"}) {
          rows.add(
              Files.readString(
                  outOf(folder, way, size).resolve(set + "/" + set + "-00000-of-00001.jsonl")));
        }
        if (first.isEmpty()) {
          first = Optional.of(rows);
        } else if (!first.get().equals(rows)) {
          out.printf(
              Locale.ROOT, "%s, parallelism %d, wrote other rows%n", way.name(), way.parallelism());
          same = false;
        }
      }
    }
    out.println(same ? "All wrote the same rows." : "Not all wrote the same rows.");
    out.flush();
    return same;
  }

  private static Path outOf(Path folder, Way way, int size) {
    return folder.resolve(
        String.format(
            Locale.ROOT,
            "%s-%d-%d",
            way.name().replaceAll("[^a-zA-Z]+", "-"),
            way.parallelism(),
            size));
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s ended with %d: %s",
              String.join(" ", command),
              process.exitValue(),
              Files.readString(log)));
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> deepestFirst;
      try (Stream<Path> all = Files.walk(folder)) {
        deepestFirst = all.sorted((a, b) -> b.compareTo(a)).toList();
      }
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
