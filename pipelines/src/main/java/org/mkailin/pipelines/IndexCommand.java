package org.mkailin.pipelines;

import java.io.PrintWriter;
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
    customSynopsis = "mkailin index --citations FILES --index FOLDER [OPTIONS]",
    description = {
      "Builds the passage index that `mkailin distill --index` retrieves contexts from.",
      "",
      "Options that are not listed here go to Beam.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  mkailin index --citations 'pubmed/*.xml.gz' --index pubmed.index",
      "  mkailin index --citations 'pubmed/*.xml.gz' --index pubmed.index \\",
      "      --statistics pubmed.statistics --mesh desc2026.gz",
    })
final class IndexCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CorpusOptions corpus;
  @Mixin private BeamArguments beam;

  @Option(
      names = "--index",
      required = true,
      paramLabel = "FOLDER",
      description = "Where to build the index; not there yet.")
  private String index;

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
                    corpus.corpus(), index, statistics, mesh, corpus.config(), beam.arguments()),
                System.err)
            .run();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Indexed %,d of %,d citations in %s: %s%n",
        result.indexed(),
        result.read().in(),
        ClosingSummary.time(System.nanoTime() - started),
        Locations.absolute(index));
    if (result.read().rejectedInAll() > 0) {
      out.printf(
          "Set aside: %s; each is listed in %s%n",
          result.read().rejectedInWords(), result.rejections() + "/rejections");
    }
    out.flush();
    return 0;
  }
}
