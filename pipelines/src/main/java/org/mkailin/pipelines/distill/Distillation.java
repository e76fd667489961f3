package org.mkailin.pipelines.distill;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.pipelines.agents.Agents;
import org.mkailin.pipelines.agents.RetrieverIndex;
import org.mkailin.pipelines.agents.Variables;
import org.mkailin.pipelines.books.RunSummary;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.pipelines.job.BeamOptions;
import org.mkailin.pipelines.job.PipelineRun;
import org.mkailin.pipelines.place.AtExit;
import org.mkailin.pipelines.place.Corpus;
import org.mkailin.pipelines.place.InputFiles;
import org.mkailin.pipelines.place.Locations;
import org.mkailin.pipelines.place.OutputFolder;
import org.mkailin.pipelines.place.RunFailedException;
import org.mkailin.pipelines.place.WorkerPlaces;
import org.mkailin.pipelines.prepare.Preparation;
import org.mkailin.pipelines.prepare.PreparePipeline;
import org.mkailin.pipelines.results.Manifest;
import org.mkailin.pipelines.results.Publication;
import org.mkailin.pipelines.results.PublishedRun;
import org.mkailin.pipelines.runner.Runners;
import org.mkailin.transforms.IndexCitations;

/**
 * {@code mkailin distill}: checks everything that can be known before, prepares index and
 * statistics, runs the {@link DistillPipeline}, checks the books, publishes the results.
 */
public final class Distillation {
  /**
   * What to distil.
   *
   * @param corpus the citations
   * @param variables what the configuration refers to; an index is opened, or built there; if not
   *     given, it is a temporary one, or the one that the configuration names itself, which has to
   *     be there; statistics are read, or gathered and kept there; gathered for this run alone if
   *     not given
   * @param config the agents, if not the offline ones
   * @param out output folder
   * @param files number of files of each set; one for each 32 MiB of input if not given
   * @param overwrite whether to replace an earlier run in the output folder
   * @param beamArguments options for Beam and its runner
   * @param publishing the command that publishes the results of a job that goes on without its
   *     launcher, for people to copy
   */
  public record Request(
      Corpus corpus,
      Variables variables,
      Optional<String> config,
      String out,
      Optional<Integer> files,
      boolean overwrite,
      List<String> beamArguments,
      String publishing) {

    WorkerPlaces places() {
      return variables.addTo(corpus.places()).with("--out", List.of(out));
    }
  }

  private final Request request;
  private final PrintStream progress;

  public Distillation(Request request, PrintStream progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @return what was published; empty if there is only a template to launch jobs from
   * @throws ConfigurationException with all problems that can be known before
   * @throws RunFailedException if the pipeline fails; the output folder is then as it was, unless
   *     the message says otherwise
   */
  public Optional<PublishedRun> run() throws IOException {
    List<String> problems = new ArrayList<>();
    PipelineOptions options =
        attempt(() -> BeamOptions.parseUnchecked(request.beamArguments()), problems);
    if (options != null) {
      problems.addAll(BeamOptions.problemsOf(options));
      problems.addAll(request.places().unseen(options));
    }
    InputFiles inputs = attempt(() -> request.corpus().files(), problems);
    request
        .variables()
        .get(Variables.MESH)
        .ifPresent(mesh -> attempt(() -> InputFiles.match(List.of(mesh)), problems));
    if (request.files().orElse(1) < 1) {
      problems.add("--files is " + request.files().get() + ", but must be at least 1");
    }
    try (OutputFolder out =
        attempt(() -> OutputFolder.open(request.out(), request.overwrite()), problems)) {
      // Where the folder is refused, the configuration is checked all the same.
      String staging = out == null ? "unknown" : out.staging();
      Agents agents =
          attempt(() -> Agents.load(request.config(), variables(staging), Agents.ALL), problems);
      if (agents != null) {
        problems.addAll(request.variables().unusedBy(agents, Variables.NAMES));
      }
      if (agents != null && options != null) {
        problems.addAll(BeamOptions.problemsOf(options, agents.all()));
      }
      ConfigurationException.throwIfAny(problems);
      return run(inputs, out, agents);
    }
  }

  private Optional<PublishedRun> run(InputFiles inputs, OutputFolder out, Agents agents)
      throws IOException {
    int files = request.files().orElseGet(inputs::goodNumberOfFiles);
    PipelineOptions options = BeamOptions.forInput("distill", inputs, request.beamArguments());
    boolean template =
        Runners.of(options).map(runner -> runner.leavesTemplate(options)).orElse(false);
    long citations = prepare(inputs, out, agents, template);

    Publication publication = new Publication(out);
    publication.plan(manifest(inputs, agents, out.staging()));
    Pipeline pipeline = Pipeline.create(options);
    new DistillPipeline(agents, out.staging(), files)
        .build(pipeline, request.corpus().reading(inputs));
    PipelineRun run = PipelineRun.start(pipeline, "distill");
    if (template) {
      out.keepStaging();
      return Optional.empty();
    }
    await(run, citations, out);
    return Optional.of(publication.run());
  }

  /**
   * Builds the index and gathers the statistics, where that is yet to be done.
   *
   * @return how many citations the pipeline will see, or 0 if that is not known
   */
  private long prepare(InputFiles inputs, OutputFolder out, Agents agents, boolean template)
      throws IOException {
    Optional<AgentSpec> toIndex =
        Optional.of(agents.retriever())
            .filter(retriever -> RetrieverIndex.of(retriever).isMissing());
    if (!agents.referTo(Variables.INDEX)) {
      // One that the configuration names by itself is not built on the way: the name may be
      // mistyped, and to encode a corpus may cost more than all the rest.
      toIndex.map(RetrieverIndex::of).ifPresent(RetrieverIndex::checkOpens);
    }
    Optional<AgentSpec> statisticsOf = agents.needingStatistics();
    Optional<String> kept = request.variables().get(Variables.STATISTICS);
    if (kept.isPresent() && Locations.exists(kept.get())) {
      statisticsOf = Optional.empty();
    }
    if (toIndex.isEmpty() && statisticsOf.isEmpty()) {
      return 0;
    }
    if (template) {
      throw new ConfigurationException(
          List.of(
              "a template runs one job, and index or statistics are yet to be made; make them first"
                  + " with `mkailin index`, with --index and --statistics as here"));
    }
    PreparePipeline prepare = new PreparePipeline(out.staging());
    toIndex.ifPresent(
        retriever ->
            prepare.indexing(
                IndexCitations.of(retriever, request.corpus().fingerprint(inputs), false)));
    statisticsOf.ifPresent(prepare::gathering);
    RunSummary prepared =
        new Preparation(out.staging(), progress)
            .run(prepare, request.corpus().reading(inputs), inputs, request.beamArguments());
    PreparePipeline.booksOfIndex(prepared).ifPresent(this::tellOfRefusals);
    Preparation.placeStatistics(prepared, kept.orElse(Preparation.statisticsIn(out.staging())));
    return prepared.counts().getOrDefault(StageCounts.outKey("read"), 0L);
  }

  /** At once: an index that is kept outlives this run, also where the run fails. */
  private void tellOfRefusals(StageCounts index) {
    if (index.rejectedInAll() > 0) {
      progress.printf(
          Locale.ROOT,
          "%,d of %,d citations can't be indexed: %s%n",
          index.rejectedInAll(),
          index.in(),
          index.rejectedInWords());
    }
  }

  /** A job that may go on without this process keeps what it has staged. */
  private void await(PipelineRun run, long citations, OutputFolder out) {
    if (!run.outlivesLauncher()) {
      run.await(DistillPipeline.STAGES, citations, progress);
      return;
    }
    out.keepStaging();
    String later =
        String.format(
            Locale.ROOT, "when it has ended, `%s` publishes its results", request.publishing());
    try (AtExit tell = AtExit.doing("tell", () -> progress.println("The job goes on; " + later))) {
      run.await(DistillPipeline.STAGES, citations, progress);
    } catch (PipelineRun.LostTouchException e) {
      throw new RunFailedException(e.getMessage() + "; the job may go on: " + later, e);
    } catch (RunFailedException e) {
      out.dropStaging();
      throw e;
    }
  }

  private Variables variables(String staging) {
    return request
        .variables()
        .orElse(Variables.INDEX, staging + "/index")
        .orElse(Variables.STATISTICS, Preparation.statisticsIn(staging));
  }

  private Manifest manifest(InputFiles inputs, Agents agents, String staging) {
    Variables given = request.variables();
    String otherIndex =
        agents.referTo(Variables.INDEX) ? "built for this run" : "as the configuration names it";
    Manifest manifest = new Manifest("distill", "m-KAILIN, arXiv 2504.19565");
    manifest.putCitations(inputs, request.corpus().badFiles());
    given.get(Variables.MESH).ifPresent(mesh -> manifest.putInput("mesh", mesh));
    manifest.putInput("index", given.get(Variables.INDEX).orElse(otherIndex));
    given.get(Variables.STATISTICS).ifPresent(file -> manifest.putInput("statistics", file));
    manifest.putAgents(agents, staging);
    given.get(Variables.BENCHMARK_PMIDS).ifPresent(manifest::putBenchmark);
    return manifest;
  }

  /** Does a check; its problems join the others. */
  private static <T> @Nullable T attempt(Supplier<T> check, List<String> problems) {
    try {
      return check.get();
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
      return null;
    }
  }
}
