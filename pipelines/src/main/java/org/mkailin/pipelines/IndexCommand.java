package org.mkailin.pipelines;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mkailin index}. */
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = {
      "mkailin index --citations FILES --index FOLDER [OPTIONS]",
      "       mkailin index --citations FILES --config FILE --rejections FOLDER [OPTIONS]",
    },
    description = {
      "Builds the passage index that `mkailin distill` retrieves contexts from.",
      "",
      "Options that are not listed here go to Beam.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  mkailin index --citations 'pubmed/*.xml.gz' --index pubmed.index",
      "  mkailin index --citations 'pubmed/*.xml.gz' --index pubmed.index \\",
      "      --statistics pubmed.statistics --mesh desc2026.gz",
      "  With agents whose retriever names its index itself, and does not refer to $${index}:",
      "    mkailin index --citations 'pubmed/*.xml.gz' --config agents.yaml \\",
      "        --rejections set-aside --replace",
    })
final class IndexCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CorpusOptions corpus;
  @Mixin private BeamArguments beam;

  @Option(
      names = "--index",
      paramLabel = "FOLDER",
      description =
          "What $${index} stands for in the configuration: where to build the index; not there yet.")
  private Optional<String> index = Optional.empty();

  @Option(
      names = "--replace",
      description =
          "Build a new index beside the one that is there, and let it take that one's place when it"
              + " is finished. Not every index can be replaced: that of plugin lucene can't.")
  private boolean replace;

  @Option(
      names = "--rejections",
      paramLabel = "FOLDER",
      description =
          "Where to list what was set aside, in place of an earlier list; INDEX-rejections unless"
              + " given.")
  private Optional<String> rejections = Optional.empty();

  @Option(
      names = "--statistics",
      paramLabel = "FILE",
      description =
          "Also gather the corpus's statistics that an agent asks for, and keep them there, for"
              + " `mkailin distill --statistics`.")
  private Optional<String> statistics = Optional.empty();

  @Option(
      names = "--mesh",
      paramLabel = "FILE",
      description = "NLM's descriptors, if what gathers the statistics asks for them.")
  private Optional<String> mesh = Optional.empty();

  @Override
  public Integer call() throws Exception {
    long started = System.nanoTime();
    Indexing.Result result =
        new Indexing(
                new Indexing.Request(
                    corpus.corpus(),
                    index,
                    replace,
                    rejections,
                    statistics,
                    mesh,
                    corpus.config(),
                    beam.arguments()),
                System.err)
            .run();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "Indexed %,d of %,d citations in %s%s%n",
        result.index().out(),
        result.read().in(),
        ClosingSummary.time(System.nanoTime() - started),
        index.map(place -> ": " + Locations.absolute(place)).orElse(""));
    if (result.read().rejectedInAll() > 0) {
      out.printf(Locale.ROOT, "Set aside: %s%n", result.read().rejectedInWords());
    }
    if (result.index().rejectedInAll() > 0) {
      out.printf(Locale.ROOT, "Refused by the index: %s%n", result.index().rejectedInWords());
    }
    if (result.read().rejectedInAll() + result.index().rejectedInAll() > 0) {
      out.printf(Locale.ROOT, "Each is listed in %s/rejections%n", result.rejections());
    }
    out.flush();
    return 0;
  }
}
