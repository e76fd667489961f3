package org.mkailin.pipelines;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.jspecify.annotations.Nullable;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.transforms.dataset.WrittenFile;

/**
 * {@code mkailin distill}: checks everything that can be known before, prepares index and
 * statistics, runs the {@link DistillPipeline}, checks the books, publishes the results.
 */
public final class Distillation {
  /**
   * What to distil.
   *
   * @param corpus the citations
   * @param mesh NLM's descriptor file, if the configuration refers to it
   * @param out output folder
   * @param config the agents, if not the offline ones
   * @param index the passage index: opened, or built there; a temporary one if not given
   * @param files number of files of each set; one for each 32 MiB of input if not given
   * @param overwrite whether to replace an earlier run in the output folder
   * @param beamArguments options for Beam and its runner
   */
  record Request(
      Corpus corpus,
      Optional<String> mesh,
      String out,
      Optional<String> config,
      Optional<String> index,
      Optional<Integer> files,
      boolean overwrite,
      List<String> beamArguments) {}

  /**
   * What a run did.
   *
   * @param stages the books of every stage
   * @param files what was published
   * @param examples the clearest preferences
   * @param out where
   */
  record Result(
      List<StageCounts> stages, List<WrittenFile> files, List<Example> examples, String out) {}

  private final Request request;
  private final PrintStream progress;

  Distillation(Request request, PrintStream progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @throws ConfigurationException with all problems that can be known before
   * @throws RunFailedException if the pipeline fails; the output folder is then as it was, unless
   *     the message says otherwise
   */
  Result run() throws IOException {
    List<String> problems = new ArrayList<>();
    attempt(() -> BeamOptions.parse(request.beamArguments()), problems);
    InputFiles inputs = attempt(() -> request.corpus().files(), problems);
    request.mesh().ifPresent(mesh -> attempt(() -> InputFiles.match(List.of(mesh)), problems));
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
        checkOptionsAreUsed(agents, problems);
      }
      ConfigurationException.throwIfAny(problems);
      return run(inputs, out, agents);
    }
  }

  /** An option that no agent refers to would do nothing, and its user would not know. */
  private void checkOptionsAreUsed(Agents agents, List<String> problems) {
    Map.of(
            "mesh", request.mesh(),
            "index", request.index(),
            "benchmark-pmids", request.corpus().benchmarkPmids())
        .forEach(
            (name, value) -> {
              if (value.isPresent() && !agents.referTo(name)) {
                problems.add(
                    "--%s is given, but no agent of the configuration refers to ${%s}"
                        .formatted(name, name));
              }
            });
  }

  private Result run(InputFiles inputs, OutputFolder out, Agents agents) throws IOException {
    Optional<AgentSpec> toIndex = Optional.of(agents.retriever()).filter(Preparation::lacksIndex);
    Optional<AgentSpec> statisticsOf = agents.needingStatistics();
    long citations = 0;
    if (toIndex.isPresent() || statisticsOf.isPresent()) {
      PreparePipeline prepare = new PreparePipeline(out.staging());
      toIndex.ifPresent(prepare::indexing);
      statisticsOf.ifPresent(prepare::gathering);
      RunSummary prepared =
          new Preparation(out.staging(), progress)
              .run(prepare, request.corpus().reading(inputs), inputs, request.beamArguments());
      citations = prepared.counts().getOrDefault(StageCounts.outKey("read"), 0L);
    }

    int files = request.files().orElseGet(inputs::goodNumberOfFiles);
    Pipeline pipeline = Pipeline.create(BeamOptions.forInput(inputs, request.beamArguments()));
    new DistillPipeline(agents, out.staging(), files)
        .build(pipeline, request.corpus().reading(inputs));
    PipelineRun.toTheEnd(pipeline, "distill", DistillPipeline.STAGES, citations, progress);

    RunSummary summary = RunSummary.read(DistillPipeline.summaryIn(out.staging()));
    List<StageCounts> stages = StageCounts.of(DistillPipeline.STAGES, summary.counts());
    checkBooks(stages, summary);
    return publish(inputs, out, agents, stages, summary.files());
  }

  private Result publish(
      InputFiles inputs,
      OutputFolder out,
      Agents agents,
      List<StageCounts> stages,
      List<WrittenFile> files)
      throws IOException {
    List<Example> examples = Example.clearest(5, files);
    List<OutputFolder.Text> texts =
        List.of(
            new OutputFolder.Text("README.md", DatasetCard.of(stages, files)),
            new OutputFolder.Text("report.html", HtmlReport.of(stages, files, examples)));
    Manifest manifest = new Manifest(inputs, request, agents, stages, files, texts, out.staging());
    out.publish(files, texts, manifest.toJson());
    return new Result(stages, files, examples, out.path());
  }

  /** What the agents' configuration can refer to. */
  private Map<String, Optional<String>> variables(String staging) {
    return Map.of(
        "mesh", request.mesh().map(Locations::absolute),
        "index", Optional.of(request.index().map(Locations::absolute).orElse(staging + "/index")),
        "statistics", Optional.of(Preparation.statisticsIn(staging)),
        "benchmark-pmids", request.corpus().benchmarkPmids().map(Locations::absolute));
  }

  /** Nothing lost in a stage, and as many rows in the files as the books say. */
  private static void checkBooks(List<StageCounts> stages, RunSummary summary) {
    stages.forEach(StageCounts::checkConservation);
    long judged = stageOf(stages, "judge").out();
    checkRows(summary, "preferences", judged);
    checkRows(summary, "cpt", judged);
    checkRows(summary, "sft", stageOf(stages, "answer").out());
    checkRows(summary, "rejections", stages.stream().mapToLong(StageCounts::rejectedInAll).sum());
  }

  private static StageCounts stageOf(List<StageCounts> stages, String name) {
    return stages.stream().filter(s -> s.stage().equals(name)).findFirst().orElseThrow();
  }

  private static void checkRows(RunSummary summary, String set, long expected) {
    if (Dataset.rowsOf(set, summary.files()) != expected) {
      throw new RunFailedException(
          "set %s has %,d rows, but the books say %,d; nothing was published"
              .formatted(set, Dataset.rowsOf(set, summary.files()), expected),
          null);
    }
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
