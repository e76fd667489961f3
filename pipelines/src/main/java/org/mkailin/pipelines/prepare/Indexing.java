package org.mkailin.pipelines.prepare;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.pipelines.agents.Agents;
import org.mkailin.pipelines.agents.RetrieverIndex;
import org.mkailin.pipelines.agents.Variables;
import org.mkailin.pipelines.books.RunSummary;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.pipelines.job.BeamOptions;
import org.mkailin.pipelines.place.Corpus;
import org.mkailin.pipelines.place.EarlierRun;
import org.mkailin.pipelines.place.FolderFiles;
import org.mkailin.pipelines.place.InputFiles;
import org.mkailin.pipelines.place.Locations;
import org.mkailin.pipelines.place.OutputFolder;
import org.mkailin.pipelines.place.WorkerPlaces;
import org.mkailin.pipelines.results.Manifest;
import org.mkailin.transforms.IndexCitations;
import org.mkailin.transforms.dataset.WrittenFile;

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
   */
  public record Request(
      Corpus corpus,
      Variables variables,
      Optional<String> config,
      boolean replaces,
      Optional<String> rejections,
      List<String> beamArguments) {
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
   * What an indexing run did.
   *
   * @param read the books of reading
   * @param index the books of the index: what came out of it is in it
   * @param rejections where the rejected citations are listed
   */
  public record Result(StageCounts read, StageCounts index, String rejections) {}

  /**
   * Builds the index.
   *
   * @throws ConfigurationException with all problems that can be known before
   */
  public Result run() throws IOException {
    PipelineOptions options = BeamOptions.parse(request.beamArguments());
    ConfigurationException.throwIfAny(request.places().unseen(options));
    InputFiles inputs = request.corpus().files();
    variables.get(Variables.MESH).ifPresent(mesh -> InputFiles.match(List.of(mesh)));
    Agents agents = agents();
    AgentSpec retriever = agents.retriever();
    ConfigurationException.throwIfAny(BeamOptions.problemsOf(options, List.of(retriever)));
    String rejectionsFolder = rejectionsFolder();
    Optional<String> statistics = variables.get(Variables.STATISTICS);
    RetrieverIndex.of(retriever).checkCanBeBuilt(request.replaces(), thereIsOne());
    try (OutputFolder rejections = OutputFolder.open(rejectionsFolder, true)) {
      PreparePipeline prepare =
          new PreparePipeline(rejections.staging())
              .indexing(
                  IndexCitations.of(
                      retriever, request.corpus().fingerprint(inputs), request.replaces()))
              .keepingRejections(inputs.goodNumberOfFiles());
      if (statistics.isPresent()) {
        agents.needingStatistics().ifPresent(prepare::gathering);
      }
      RunSummary summary =
          new Preparation(rejections.staging(), progress)
              .run(prepare, request.corpus().reading(inputs), inputs, request.beamArguments());
      if (statistics.isPresent()) {
        Preparation.placeStatistics(summary, statistics.get());
      }
      List<WrittenFile> files = PreparePipeline.rejectionFiles(summary);
      rejections.publish(files, List.of(), Manifest.ofFiles(files));
      return new Result(
          StageCounts.of(List.of("read"), summary.counts()).get(0),
          PreparePipeline.booksOfIndex(summary).orElseThrow(),
          rejections.path());
    }
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
                            "without --index, it has to be said where to list what is set aside;"
                                + " pass --rejections FOLDER")));
    FolderFiles there = FolderFiles.at(folder);
    if (there.has(OutputFolder.MANIFEST)
        && EarlierRun.parse(there.read(OutputFolder.MANIFEST)).stream()
            .flatMap(run -> run.files().stream())
            .anyMatch(file -> !file.startsWith("rejections/"))) {
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
