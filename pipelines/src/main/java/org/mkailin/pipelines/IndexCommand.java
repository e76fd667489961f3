package org.mkailin.pipelines;

import java.io.PrintWriter;
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
    })
final class IndexCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CorpusOptions corpus;

  @Option(
      names = "--index",
      required = true,
      paramLabel = "FOLDER",
      description = "Where to build the index; not there yet.")
  private String index;

  @Override
  public Integer call() throws Exception {
    long started = System.nanoTime();
    Indexing.Result result =
        new Indexing(corpus.corpus(), index, corpus.config(), corpus.beamArguments(), System.err)
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
