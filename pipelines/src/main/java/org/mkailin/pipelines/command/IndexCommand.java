package org.mkailin.pipelines.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mkailin.pipelines.agents.Variables;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.pipelines.job.ElapsedTime;
import org.mkailin.pipelines.prepare.Indexing;
import org.mkailin.pipelines.results.RunResults;
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
      "With --statistics, the corpus's statistics that an agent asks for are gathered in the same"
          + " pass and kept there, for `mkailin distill --statistics`.",
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
public final class IndexCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CorpusOptions corpus;
  @Mixin private AgentOptions agents;
  @Mixin private BeamArguments beam;

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

  @Override
  public Integer call() throws Exception {
    long started = System.nanoTime();
    Indexing.Request request =
        new Indexing.Request(
            corpus.corpus(agents.benchmarkPmids()),
            agents.variables(),
            agents.config(),
            replace,
            rejections,
            beam.arguments(),
            folder -> PublishCommand.line(folder, beam.arguments()));
    PrintWriter out = spec.commandLine().getOut();
    new Indexing(request, System.err)
        .run()
        .ifPresentOrElse(
            results -> print(results, ElapsedTime.since(started), out),
            () ->
                out.println(
                    "The template is made; `mkailin publish` publishes what its jobs make."));
    out.flush();
    return 0;
  }

  private void print(RunResults results, String time, PrintWriter out) {
    StageCounts read = results.stages().get(0);
    StageCounts index = results.stages().get(1);
    out.printf(
        Locale.ROOT,
        "Indexed %,d of %,d citations in %s%s%n",
        index.out(),
        read.in(),
        time,
        agents.variables().get(Variables.INDEX).map(place -> ": " + place).orElse(""));
    if (read.rejectedInAll() > 0) {
      out.printf(Locale.ROOT, "Set aside: %s%n", read.rejectedInWords());
    }
    if (index.rejectedInAll() > 0) {
      out.printf(Locale.ROOT, "Refused by the index: %s%n", index.rejectedInWords());
    }
    if (read.rejectedInAll() + index.rejectedInAll() > 0) {
      out.printf(Locale.ROOT, "Each is listed in %s/rejections%n", results.out());
    }
  }
}
