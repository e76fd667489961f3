package org.mkailin.pipelines.prepare;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.options.PipelineOptions;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.pipelines.agents.Agents;
import org.mkailin.pipelines.agents.RetrieverIndex;
import org.mkailin.pipelines.agents.Variables;
import org.mkailin.pipelines.job.BeamOptions;
import org.mkailin.pipelines.place.Corpus;
import org.mkailin.pipelines.place.EarlierRun;
import org.mkailin.pipelines.place.FolderFiles;
import org.mkailin.pipelines.place.InputFiles;
import org.mkailin.pipelines.place.Locations;
import org.mkailin.pipelines.place.OutputFolder;
import org.mkailin.pipelines.place.WorkerPlaces;
import org.mkailin.pipelines.program.Launch;
import org.mkailin.pipelines.results.Manifest;
import org.mkailin.pipelines.results.RunResults;
import org.mkailin.transforms.IndexCitations;

/** {@code mkailin index}: builds a passage index that later runs retrieve from. */
public final class Indexing {
  /**
   * What to index.
   *
   * @param corpus the citations
   * @param variables what the configuration refers to: where to build the index, and where to keep
   *     the statistics that an agent asks for, if they are wanted
   * @param config the agents, if not the offline ones
   * @param replaces whether to build the index beside one that is there, and take its place
   * @param rejections folder for what was set aside; beside the index if not given
   * @param beamArguments options for Beam and its runner
   * @param publishing the command that publishes to an output folder, for people to copy, where the
   *     job goes on without its launcher
   */
  public record Request(
      Corpus corpus,
      Variables variables,
      Optional<String> config,
      boolean replaces,
      Optional<String> rejections,
      List<String> beamArguments,
      UnaryOperator<String> publishing) {
    public Request {
      rejections = rejections.map(Locations::absolute);
    }

    private WorkerPlaces places() {
      return variables.addTo(corpus.places()).with("--rejections", rejections.stream().toList());
    }
  }

  private final Request request;
  private final Variables variables;
  private final PrintStream progress;

  public Indexing(Request request, PrintStream progress) {
    this.request = request;
    this.variables = request.variables();
    this.progress = progress;
  }

  /**
   * Builds the index.
   *
   * @return what was published; empty if there is only a template to launch jobs from
   * @throws ConfigurationException with all problems that can be known before
   */
  public Optional<RunResults> run() throws IOException {
    PipelineOptions given = BeamOptions.parse(request.beamArguments());
    ConfigurationException.throwIfAny(request.places().unseen(given));
    InputFiles inputs = request.corpus().files();
    variables.get(Variables.MESH).ifPresent(mesh -> InputFiles.match(List.of(mesh)));
    Agents agents = agents();
    AgentSpec retriever = agents.retriever();
    ConfigurationException.throwIfAny(BeamOptions.problemsOf(given, List.of(retriever)));
    String rejectionsFolder = rejectionsFolder();
    RetrieverIndex.of(retriever).checkCanBeBuilt(request.replaces(), thereIsOne());
    try (OutputFolder rejections = OutputFolder.open(rejectionsFolder, true)) {
      PreparePipeline program =
          PreparePipeline.alone(
                  request.corpus().reading(inputs),
                  rejections.staging(),
                  inputs.goodNumberOfFiles())
              .indexing(
                  IndexCitations.of(
                      retriever, request.corpus().fingerprint(inputs), request.replaces()));
      variables
          .get(Variables.STATISTICS)
          .ifPresent(
              place ->
                  agents.needingStatistics().ifPresent(agent -> program.gathering(agent, place)));
      PipelineOptions options =
          BeamOptions.forInput(PreparePipeline.INDEX, inputs, request.beamArguments());
      return new Launch(program, options, progress)
          .run(rejections, manifest(inputs, agents, rejections.staging()), 0, request.publishing());
    }
  }

  private Manifest manifest(InputFiles inputs, Agents agents, String staging) {
    Manifest manifest = new Manifest(PreparePipeline.INDEX);
    manifest.putCitations(inputs, request.corpus().badFiles());
    variables.get(Variables.MESH).ifPresent(mesh -> manifest.putInput("mesh", mesh));
    manifest.putOutput(
        "index", variables.get(Variables.INDEX).orElse("as the configuration names it"));
    variables.get(Variables.STATISTICS).ifPresent(place -> manifest.putOutput("statistics", place));
    manifest.putAgents(agents, staging);
    variables.get(Variables.BENCHMARK_PMIDS).ifPresent(manifest::putBenchmark);
    return manifest;
  }

  private String thereIsOne() {
    return variables
        .get(Variables.INDEX)
        .map(
            at ->
                String.format(
                    Locale.ROOT, "there is an index at %s already; choose another place", at))
        .orElse(
            "there is an index already where agent 'retriever' has it; choose another place in its"
                + " configuration");
  }

  /** An earlier list of rejections may be replaced, but no whole run that someone keeps there. */
  private String rejectionsFolder() throws IOException {
    String folder =
        request
            .rejections()
            .or(() -> variables.get(Variables.INDEX).map(index -> index + "-rejections"))
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        List.of(
                            "pass --rejections FOLDER to say where rejected citations go (with --index, they go"
                                + " to INDEX-rejections)")));
    FolderFiles there = FolderFiles.at(folder);
    if (there.has(OutputFolder.MANIFEST)
        && EarlierRun.parse(there.read(OutputFolder.MANIFEST))
            .filter(run -> !run.program().equals(PreparePipeline.INDEX))
            .isPresent()) {
      throw new ConfigurationException(
          List.of(
              String.format(
                  Locale.ROOT,
                  "--rejections names %s, which holds a whole run; choose another folder",
                  folder)));
    }
    return folder;
  }

  private Agents agents() {
    // Which agent asks for statistics, only the whole file tells.
    boolean gathers = variables.get(Variables.STATISTICS).isPresent();
    Agents agents =
        Agents.load(request.config(), variables, gathers ? Agents.ALL : Agents.FOR_INDEXING);
    // Reading keeps the benchmark out of the index, whether or not the retriever is told of it.
    ConfigurationException.throwIfAny(
        variables.unusedBy(agents, List.of(Variables.MESH, Variables.INDEX, Variables.STATISTICS)));
    return agents;
  }
}
