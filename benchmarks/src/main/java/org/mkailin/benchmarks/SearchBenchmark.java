package org.mkailin.benchmarks;

import co.elastic.clients.transport.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mkailin.benchmarks.SearchEngine.Way;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How fast and how well passages are found: Elasticsearch, Lucene, and a plain client. */
@Command(
    name = "SearchBenchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Builds passage indexes and searches them: plugin elasticsearch with float, int8 (its default)"
          + " and bbq vectors, with a filter by year that keeps 8 %% of the passages, and hybrid;"
          + " plugin lucene; and Elasticsearch's own client, used plainly.",
      "",
      "Passages and queries are made up, the same at each run, unless real ones are given. Recall is measured against exact"
          + " search. On the cluster, indexes whose names begin with mkailin-search-benchmark are"
          + " deleted before and after.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  benchmarks/run SearchBenchmark --hosts http://127.0.0.1:9200",
      "  benchmarks/run SearchBenchmark --passages 10000 --engines int8,lucene",
    })
public final class SearchBenchmark implements Callable<Integer> {
  private static final String NAME = "mkailin-search-benchmark";
  private static final double MEBIBYTE = 1 << 20;

  private enum Engine {
    FLOAT,
    INT8,
    BBQ,
    LUCENE,
    PLAIN
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--hosts",
      split = ",",
      paramLabel = "URL",
      description = "Nodes of a running cluster (default: ${DEFAULT-VALUE}).")
  private List<String> hosts = List.of("http://127.0.0.1:9200");

  @Option(
      names = "--engines",
      split = ",",
      description = "Of ${COMPLETION-CANDIDATES} (default: all).")
  private List<Engine> engines = List.of(Engine.values());

  @Option(
      names = "--passages",
      paramLabel = "N",
      description = "How many to index (default: ${DEFAULT-VALUE}).")
  private int passages = 100_000;

  @Option(
      names = "--dimensions",
      paramLabel = "N",
      description = "Of the vectors (default: ${DEFAULT-VALUE}).")
  private int dimensions = 384;

  @Option(
      names = "--queries",
      paramLabel = "N",
      description = "How many different ones (default: ${DEFAULT-VALUE}).")
  private int queries = 1000;

  @Option(
      names = "--k",
      paramLabel = "N",
      description = "Passages that a query asks for (default: ${DEFAULT-VALUE}).")
  private int k = 4;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that write, and that search (default: ${DEFAULT-VALUE}).")
  private int threads = 2;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description =
          "Each measurement repeats the queries for so long, or once (default: ${DEFAULT-VALUE}).")
  private double seconds = 5;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of passages and queries (default: ${DEFAULT-VALUE}).")
  private long seed = 5;

  @Option(
      names = "--texts",
      paramLabel = "FILE",
      description =
          "Real passages in place of made-up ones, one a line; plugin minilm encodes them (384"
              + " dimensions). With --questions.")
  private @Nullable Path texts;

  @Option(
      names = "--questions",
      paramLabel = "FILE",
      description = "Real queries, one a line; with --texts.")
  private @Nullable Path questions;

  @Option(names = "--keep", description = "Leave the indexes there.")
  private boolean keep;

  private SearchBenchmark() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new SearchBenchmark())
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  @Override
  public Integer call() throws IOException {
    if ((texts == null) != (questions == null)) {
      throw new ParameterException(
          spec.commandLine(), "--texts and --questions are given together, or none of them");
    }
    SearchCorpus corpus = corpus();
    dimensions = corpus.entries().get(0).vector().dimensions();
    say("Searching them exactly.");
    Map<Way, ExactSearch> exact =
        Map.of(
            Way.NEAREST,
            ExactSearch.of(corpus.entries(), corpus.queries()),
            Way.FILTERED,
            ExactSearch.of(corpus.filtered(), corpus.queries()));
    Path folder = Files.createTempDirectory(NAME);
    List<SearchRow> rows = new ArrayList<>();
    try (ClusterFacts cluster = new ClusterFacts(hosts);
        PlainClient plain =
            new PlainClient(hosts, nameOf(Engine.PLAIN), dimensions, on(cluster, Engine.PLAIN))) {
      for (Engine engine : engines) {
        measure(engine(engine, plain, cluster, folder), corpus, exact, rows);
      }
      PrintWriter out = spec.commandLine().getOut();
      out.println(about(corpus, cluster));
      out.println();
      out.println(SearchRow.table(rows, k, threads));
      out.flush();
    }
    if (keep) {
      say(String.format(Locale.ROOT, "The indexes are on the cluster, and in %s.", folder));
    } else {
      Files.deleteIfExists(folder);
    }
    return 0;
  }

  private SearchCorpus corpus() throws IOException {
    if (texts != null && questions != null) {
      say("Encoding texts and questions.");
      return EncodedTexts.of(texts, questions, passages, queries, k, threads, seed);
    }
    say(String.format(Locale.ROOT, "Making %,d passages and %,d queries.", passages, queries));
    return SyntheticCorpus.of(passages, queries, dimensions, k, seed);
  }

  private static IndexLocation on(ClusterFacts cluster, Engine engine) {
    return new IndexLocation.OnCluster(cluster, nameOf(engine));
  }

  private static String nameOf(Engine engine) {
    return NAME + "-" + engine.name().toLowerCase(Locale.ROOT);
  }

  private SearchEngine engine(Engine engine, PlainClient plain, ClusterFacts cluster, Path folder) {
    if (engine == Engine.PLAIN) {
      return plain;
    }
    if (engine == Engine.LUCENE) {
      Path path = folder.resolve("lucene");
      return new SdkEngine(
          "lucene",
          "lucene",
          Map.of("path", path.toString()),
          List.of(Way.NEAREST),
          dimensions,
          new IndexLocation.Folder(path));
    }
    String vectors = engine.name().toLowerCase(Locale.ROOT);
    Map<String, Object> properties = new HashMap<>();
    properties.put("hosts", hosts);
    properties.put("index", nameOf(engine));
    properties.put("vectors", vectors);
    return new SdkEngine(
        "elasticsearch, " + vectors,
        "elasticsearch",
        properties,
        engine == Engine.INT8
            ? List.of(Way.NEAREST, Way.FILTERED, Way.HYBRID)
            : List.of(Way.NEAREST),
        dimensions,
        on(cluster, engine));
  }

  private void measure(
      SearchEngine engine, SearchCorpus corpus, Map<Way, ExactSearch> exact, List<SearchRow> rows)
      throws IOException {
    say(String.format(Locale.ROOT, "%s: writing.", engine.title()));
    engine.begin();
    long start = System.nanoTime();
    engine.fill(corpus.entries(), threads);
    double rate = corpus.entries().size() / ((System.nanoTime() - start) / 1e9);
    say(
        String.format(
            Locale.ROOT,
            "%s: %.0f documents/s; waiting until it has merged.",
            engine.title(),
            rate));
    SearchEngine.Size size = engine.size();
    for (Way way : engine.ways()) {
      say(String.format(Locale.ROOT, "%s%s: searching.", engine.title(), way.title()));
      try (SearchEngine.Searcher searcher = engine.open(way)) {
        SearchSpeed speed = SearchSpeed.of(searcher, corpus.queries(), threads, seconds);
        Optional<Double> recall =
            Optional.ofNullable(exact.get(way)).map(e -> e.recall(speed.found()));
        rows.add(
            new SearchRow(
                engine.title() + way.title(),
                engine instanceof PlainClient,
                way,
                rate,
                size,
                speed,
                recall));
      }
    }
    if (!keep) {
      engine.delete();
    }
  }

  private String about(SearchCorpus corpus, ClusterFacts cluster) throws IOException {
    List<String> about = new ArrayList<>();
    about.add(
        String.format(
            Locale.ROOT,
            "%,d passages of %d dimensions, %,d queries, k = %d, %d threads",
            corpus.entries().size(),
            dimensions,
            corpus.queries().size(),
            k,
            threads));
    if (!engines.equals(List.of(Engine.LUCENE))) {
      about.add(cluster.about() + " by its client " + Version.VERSION);
    }
    about.add(
        String.format(
            Locale.ROOT,
            "Lucene %s and all clients in Java %s, %.0f MiB of heap",
            org.apache.lucene.util.Version.LATEST,
            Runtime.version(),
            Runtime.getRuntime().maxMemory() / MEBIBYTE));
    return String.join("; ", about) + ".";
  }

  private void say(String text) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(text);
    err.flush();
  }
}
