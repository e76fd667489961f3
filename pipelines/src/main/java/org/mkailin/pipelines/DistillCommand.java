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

/** {@code mkailin distill}. */
@Command(
    name = "distill",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = "mkailin distill --citations FILES --mesh FILE --out FOLDER [OPTIONS]",
    description = {
      "Citations in; preference pairs, pre-training rows and fine-tuning rows out.",
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
final class DistillCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CorpusOptions corpus;
  @Mixin private BeamArguments beam;

  @Option(
      names = "--mesh",
      paramLabel = "FILE",
      description = "NLM's descriptors (desc*.xml, desc*.gz) or trees (mtrees*.bin).")
  private Optional<String> mesh = Optional.empty();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the results go; empty or not there yet.")
  private String out;

  @Option(
      names = "--index",
      paramLabel = "FOLDER",
      description =
          "The passage index: used if it is there, else built there and kept. Without this option,"
              + " one is built for this run alone, unless the configuration names one itself.")
  private Optional<String> index = Optional.empty();

  @Option(
      names = "--statistics",
      paramLabel = "FILE",
      description =
          "The corpus's statistics that an agent asks for: read if they are there, else gathered and"
              + " kept there. Without this option, they are gathered for this run alone.")
  private Optional<String> statistics = Optional.empty();

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
    Distillation.Request request =
        new Distillation.Request(
            corpus.corpus(),
            mesh,
            out,
            corpus.config(),
            index,
            statistics,
            files,
            overwrite,
            beam.arguments());
    PrintWriter console = spec.commandLine().getOut();
    new Distillation(request, System.err)
        .run()
        .ifPresentOrElse(
            run ->
                ClosingSummary.print(
                    run, ClosingSummary.distilled(run, System.nanoTime() - started), console),
            () ->
                console.printf(
                    Locale.ROOT,
                    "The template is made. When a job that was launched from it has ended, publish its"
                        + " results:%n  %s%n",
                    PublishCommand.line(out, beam.arguments())));
    console.flush();
    return 0;
  }
}
