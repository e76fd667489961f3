package org.mkailin.pipelines.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mkailin.pipelines.agents.Variables;
import org.mkailin.pipelines.distill.Distillation;
import org.mkailin.pipelines.place.Corpus;
import org.mkailin.pipelines.results.RunResults;
import org.mkailin.transforms.pubmed.BadFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mkailin demo}: the real job on the sample corpus. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Does the real job on the sample corpus that comes with mkailin: 175 invented citations"
            + " in PubMed's own format, and the part of MeSH that covers them.%n",
    footer = {"", "Example:", "  mkailin demo --folder /tmp/mkailin-demo"})
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      defaultValue = "mkailin-demo",
      description = "Where inputs and results go (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Override
  public Integer call() throws Exception {
    long started = System.nanoTime();
    Path input = folder.resolve("input");
    Sample.unpack(input);
    String citations = input.resolve("sample26n*.xml").toString();
    String mesh = input.resolve("sample-desc2022.xml").toString();
    String out = folder.resolve("out").toString();
    PrintWriter console = spec.commandLine().getOut();
    console.printf(
        Locale.ROOT,
        "The same as%n  mkailin distill --citations '%s' --mesh %s --out %s --overwrite%n%n",
        citations,
        mesh,
        out);
    console.flush();
    Distillation.Request request =
        new Distillation.Request(
            new Corpus(List.of(citations), Optional.empty(), BadFiles.FAIL),
            Variables.of(Optional.of(mesh), Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            out,
            Optional.empty(),
            true,
            List.of(),
            published -> PublishCommand.line(published, List.of()));
    RunResults run = new Distillation(request, System.err).run().orElseThrow();
    ClosingSummary.print(run, ClosingSummary.distilled(run, started), console);
    return 0;
  }
}
