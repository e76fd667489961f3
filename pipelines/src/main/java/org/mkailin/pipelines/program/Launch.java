package org.mkailin.pipelines.program;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.mkailin.pipelines.books.RunSummary;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.pipelines.job.PipelineRun;
import org.mkailin.pipelines.place.AtExit;
import org.mkailin.pipelines.place.OutputFolder;
import org.mkailin.pipelines.place.RunFailedException;
import org.mkailin.pipelines.results.Manifest;
import org.mkailin.pipelines.results.Publication;
import org.mkailin.pipelines.results.RunResults;
import org.mkailin.pipelines.runner.Runners;

/** Runs a {@link Program}, from the plan in its staging folder to the results in their place. */
public final class Launch {
  private final Program program;
  private final PipelineOptions options;
  private final PrintStream progress;

  /**
   * A launch.
   *
   * @param options Beam's, completed for the job
   * @param progress where to tell how far it is
   */
  public Launch(Program program, PipelineOptions options, PrintStream progress) {
    this.program = program;
    this.options = options;
    this.progress = progress;
  }

  /** Whether {@code pipeline.run()} leaves a template behind, and no job to wait for. */
  public static boolean leavesTemplate(PipelineOptions options) {
    return Runners.of(options).map(runner -> runner.leavesTemplate(options)).orElse(false);
  }

  /**
   * Runs the program and publishes what it made.
   *
   * @param out where to; the program writes to its staging folder
   * @param manifest what is known before the run
   * @param citations how many citations each stage will see, or 0 if that is not known
   * @param publishing the command that publishes to an output folder, for people to copy, where the
   *     job goes on without this process
   * @return what was published; empty if there is only a template to launch jobs from
   * @throws RunFailedException if the job fails; the output folder is then as it was, unless the
   *     message says otherwise
   */
  public Optional<RunResults> run(
      OutputFolder out, Manifest manifest, long citations, UnaryOperator<String> publishing)
      throws IOException {
    Publication publication = Publication.plan(out, program.plan(), manifest);
    PipelineRun run = start();
    if (leavesTemplate(options)) {
      out.keepStaging();
      return Optional.empty();
    }
    await(run, citations, out, publishing.apply(out.path()));
    return Optional.of(publication.run());
  }

  /**
   * Runs a program that another one needs first, in the same staging folder; it is stopped when
   * this process ends, and publishes nothing by itself.
   *
   * @return what it counted and wrote; its books balance
   */
  public RunSummary pass(String staging) throws IOException {
    PipelineRun run = start();
    String name = program.plan().program();
    try (AtExit cancel = AtExit.doing("cancel " + name, run::cancel)) {
      run.await(program.plan().ownStages(), 0, progress);
    }
    RunSummary summary = RunSummary.ofEnded(RunSummary.pathIn(staging, name));
    for (String stage : program.plan().ownStages()) {
      StageCounts.of(stage, summary.counts()).checkConservation();
    }
    return summary;
  }

  private PipelineRun start() {
    Pipeline pipeline = Pipeline.create(options);
    program.build(pipeline);
    return PipelineRun.start(pipeline, program.plan().program());
  }

  /** A job that may go on without this process keeps what it has staged. */
  private void await(PipelineRun run, long citations, OutputFolder out, String publishing) {
    List<String> stages = program.plan().ownStages();
    if (!run.outlivesLauncher()) {
      run.await(stages, citations, progress);
      return;
    }
    out.keepStaging();
    String later =
        String.format(Locale.ROOT, "when it has ended, `%s` publishes its results", publishing);
    try (AtExit tell = AtExit.doing("tell", () -> progress.println("The job goes on; " + later))) {
      run.await(stages, citations, progress);
    } catch (PipelineRun.LostTouchException e) {
      throw new RunFailedException(e.getMessage() + "; the job may go on: " + later, e);
    } catch (RunFailedException e) {
      out.dropStaging();
      throw e;
    }
  }
}
