package org.mkailin.pipelines.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.mkailin.pipelines.distill.Distillation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mkailin distill}. */
@Command(
    name = "distill",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = "mkailin distill --citations FILES --mesh FILE --out FOLDER [OPTIONS]",
    description = {
      "Citations in; preference pairs, pre-training rows and fine-tuning rows out.",
      "",
      "The passage index is used if it is there, else built at --index and kept; so are the corpus's"
          + " statistics at --statistics. Without these options, they are made for this run alone,"
          + " unless the configuration names an index itself.",
      "",
      "Options that are not listed here go to Beam, such as --targetParallelism=4, or",
      "--runner=FlinkRunner --flinkMaster=HOST:PORT.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  Distil PubMed's files with the offline agents:",
      "    mkailin distill --citations 'pubmed/*.xml.gz' --mesh desc2026.gz --out corpus",
      "  Build an index once and use it again, with agents of your own:",
      "    mkailin index   --citations 'pubmed/*.xml.gz' --index pubmed.index",
      "    mkailin distill --citations 'pubmed/*.xml.gz' --mesh desc2026.gz \\",
      "        --index pubmed.index --config agents.yaml --out corpus",
      "  The same on a Flink cluster whose workers see the same folders:",
      "    mkailin distill --citations 'pubmed/*.xml.gz' --mesh desc2026.gz --out corpus \\",
      "        --runner=FlinkRunner --flinkMaster=localhost:8081",
    })
public final class DistillCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CorpusOptions corpus;
  @Mixin private AgentOptions agents;
  @Mixin private BeamArguments beam;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the results go; empty or not there yet.")
  private String out;

  @Option(
      names = "--files",
      paramLabel = "N",
      description = "Number of files of each set; one for each 32 MiB of input if not given.")
  private Optional<Integer> files = Optional.empty();

  @Option(
      names = "--overwrite",
      description = "Replace the run that the output folder holds, when this one has ended.")
  private boolean overwrite;

  @Override
  public Integer call() throws Exception {
    long started = System.nanoTime();
    UnaryOperator<String> publishing = folder -> PublishCommand.line(folder, beam.arguments());
    Distillation.Request request =
        new Distillation.Request(
            corpus.corpus(agents.benchmarkPmids()),
            agents.variables(),
            agents.config(),
            out,
            files,
            overwrite,
            beam.arguments(),
            publishing);
    PrintWriter console = spec.commandLine().getOut();
    new Distillation(request, System.err)
        .run()
        .ifPresentOrElse(
            run -> ClosingSummary.print(run, ClosingSummary.distilled(run, started), console),
            () ->
                console.printf(
                    Locale.ROOT,
                    "The template is made. When a job that was launched from it has ended, publish its"
                        + " results:%n  %s%n",
                    publishing.apply(out)));
    console.flush();
    return 0;
  }
}
