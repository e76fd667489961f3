package org.mkailin.pipelines.distill;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
import org.mkailin.pipelines.place.Corpus;
import org.mkailin.pipelines.place.InputFiles;
import org.mkailin.pipelines.place.Locations;
import org.mkailin.pipelines.place.OutputFolder;
import org.mkailin.pipelines.place.WorkerPlaces;
import org.mkailin.pipelines.prepare.PreparePipeline;
import org.mkailin.pipelines.program.Launch;
import org.mkailin.pipelines.program.Program;
import org.mkailin.pipelines.results.Manifest;
import org.mkailin.pipelines.results.Placement;
import org.mkailin.pipelines.results.RunResults;
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
   * @param publishing the command that publishes to an output folder, for people to copy, where the
   *     job goes on without its launcher
   */
  public record Request(
      Corpus corpus,
      Variables variables,
      Optional<String> config,
      String out,
      Optional<Integer> files,
      boolean overwrite,
      List<String> beamArguments,
      UnaryOperator<String> publishing) {

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
  public Optional<RunResults> run() throws IOException {
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

  private Optional<RunResults> run(InputFiles inputs, OutputFolder out, Agents agents)
      throws IOException {
    PipelineOptions options =
        BeamOptions.forInput(DistillPipeline.NAME, inputs, request.beamArguments());
    Optional<RunSummary> prepared = prepare(inputs, out, agents, Launch.leavesTemplate(options));
    Program program =
        new DistillPipeline(
            agents,
            request.corpus().reading(inputs),
            out.staging(),
            request.files().orElseGet(inputs::goodNumberOfFiles),
            prepared.flatMap(PreparePipeline::booksOfIndex).isPresent());
    long citations =
        prepared.map(summary -> StageCounts.of("read", summary.counts()).out()).orElse(0L);
    return new Launch(program, options, progress)
        .run(out, manifest(inputs, agents, out.staging()), citations, request.publishing());
  }

  /**
   * Builds the index and gathers the statistics, where that is yet to be done.
   *
   * @return what that pass counted; empty where all is there
   */
  private Optional<RunSummary> prepare(
      InputFiles inputs, OutputFolder out, Agents agents, boolean template) throws IOException {
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
      return Optional.empty();
    }
    if (template) {
      throw new ConfigurationException(
          List.of(
              "a template runs one job, and index or statistics are yet to be made; make them first"
                  + " with `mkailin index`, with --index and --statistics as here"));
    }
    PreparePipeline prepare =
        PreparePipeline.before(request.corpus().reading(inputs), out.staging());
    toIndex.ifPresent(
        retriever ->
            prepare.indexing(
                IndexCitations.of(retriever, request.corpus().fingerprint(inputs), false)));
    String place = kept.orElse(statisticsIn(out.staging()));
    statisticsOf.ifPresent(agent -> prepare.gathering(agent, place));
    PipelineOptions options =
        BeamOptions.forInput(PreparePipeline.PREPARE, inputs, request.beamArguments());
    RunSummary prepared = new Launch(prepare, options, progress).pass(out.staging());
    PreparePipeline.booksOfIndex(prepared).ifPresent(this::tellOfRefusals);
    for (Placement placement : prepare.plan().placements()) {
      placement.run(prepared.files());
    }
    return Optional.of(prepared);
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

  /** Where the statistics are, if they are for this run alone. */
  private static String statisticsIn(String staging) {
    return staging + "/statistics.tsv";
  }

  private Variables variables(String staging) {
    return request
        .variables()
        .orElse(Variables.INDEX, staging + "/index")
        .orElse(Variables.STATISTICS, statisticsIn(staging));
  }

  private Manifest manifest(InputFiles inputs, Agents agents, String staging) {
    Variables given = request.variables();
    String otherIndex =
        agents.referTo(Variables.INDEX) ? "built for this run" : "as the configuration names it";
    Manifest manifest = new Manifest(DistillPipeline.NAME);
    manifest.putMethod("m-KAILIN, arXiv 2504.19565");
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
