package org.mkailin.pipelines.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mkailin.config.ConfigurationException;
import org.mkailin.pipelines.job.BeamOptions;
import org.mkailin.pipelines.place.Locations;
import org.mkailin.pipelines.place.OutputFolder;
import org.mkailin.pipelines.place.RunFailedException;
import org.mkailin.pipelines.results.Publication;
import org.mkailin.pipelines.results.RunResults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mkailin publish}. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = "mkailin publish --out FOLDER [OPTIONS]",
    description = {
      "Publishes the results of a job that has ended without the process that launched it.",
      "",
      "`mkailin distill` does this itself. It is left to this command where that process was ended"
          + " while the job went on on its cluster, where publishing was broken off, or where the job"
          + " was launched from a template.",
      "",
      "On gs://, s3:// or hdfs://, pass the --runner whose jar knows it, as for the job.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  mkailin publish --out gs://bucket/corpus --runner=DataflowRunner",
    })
public final class PublishCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private BeamArguments beam;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "The job's output folder.")
  private String out;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description = "Which run, where several wait in the folder: its staging folder's name.")
  private Optional<String> run = Optional.empty();

  @Option(names = "--overwrite", description = "Replace the run that the output folder holds.")
  private boolean overwrite;

  /**
   * The command that publishes a run, for people to copy.
   *
   * @param beamArguments what the run had for Beam: its runner's jars may hold the file system of
   *     {@code out}
   */
  static String line(String out, List<String> beamArguments) {
    return beamArguments.stream()
        .filter(argument -> argument.startsWith("--runner="))
        .reduce("mkailin publish --out " + out, (line, runner) -> line + " " + runner);
  }

  @Override
  public Integer call() throws Exception {
    BeamOptions.parseUnchecked(beam.arguments());
    String staging = run.isPresent() ? run.get() : theOnlyRun();
    try (OutputFolder folder = OutputFolder.resume(out, staging, overwrite)) {
      Publication publication = Publication.planned(folder);
      if (!publication.isReady()) {
        throw new RunFailedException(
            String.format(
                    Locale.ROOT,
                    "the job of %s has not ended well, or not yet: look at its runner's console; if it is",
                    folder.staging())
                + " over, remove that folder and run the job again",
            null);
      }
      RunResults published = publication.run();
      ClosingSummary.print(
          published,
          String.format(
              Locale.ROOT,
              "Published a run on %,d citation records",
              published.stages().get(0).in()),
          spec.commandLine().getOut());
      return 0;
    }
  }

  private String theOnlyRun() throws Exception {
    List<String> runs = OutputFolder.stagingFoldersWith(Publication.PLAN, out);
    if (runs.isEmpty()) {
      throw new ConfigurationException(
          List.of("nothing waits to be published in " + Locations.absolute(out)));
    }
    if (runs.size() > 1) {
      throw new ConfigurationException(
          List.of(
              String.format(
                  Locale.ROOT,
                  "%d runs wait in %s; name one by --run: %s",
                  runs.size(),
                  Locations.absolute(out),
                  String.join(", ", runs))));
    }
    return runs.get(0);
  }
}
