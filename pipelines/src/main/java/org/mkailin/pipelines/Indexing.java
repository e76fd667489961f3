package org.mkailin.pipelines;

import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.transforms.IndexCitations;
import org.mkailin.transforms.dataset.WrittenFile;

/** {@code mkailin index}: builds a passage index that later runs retrieve from. */
public final class Indexing {
  /**
   * What to index.
   *
   * @param corpus the citations
   * @param index where to build the index
   * @param statistics where to keep the statistics that an agent asks for, if they are wanted
   * @param mesh NLM's descriptor file, if the configuration refers to it
   * @param config the agents, if not the offline ones
   * @param beamArguments options for Beam and its runner
   */
  record Request(
      Corpus corpus,
      String index,
      Optional<String> statistics,
      Optional<String> mesh,
      Optional<String> config,
      List<String> beamArguments) {
    Request {
      index = Locations.absolute(index);
      statistics = statistics.map(Locations::absolute);
      mesh = mesh.map(Locations::absolute);
    }

    private WorkerPlaces places() {
      return corpus
          .places()
          .with("--index", List.of(index))
          .with("--statistics", statistics.stream().toList())
          .with("--mesh", mesh.stream().toList());
    }
  }

  private final Request request;
  private final PrintStream progress;

  Indexing(Request request, PrintStream progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * What an indexing run did.
   *
   * @param read the books of reading
   * @param indexed passages in the index
   * @param rejections where the rejected citations are listed
   */
  record Result(StageCounts read, long indexed, String rejections) {}

  /**
   * Builds the index.
   *
   * @throws ConfigurationException with all problems that can be known before
   */
  Result run() throws IOException {
    PipelineOptions options = BeamOptions.parse(request.beamArguments());
    ConfigurationException.throwIfAny(request.places().unseen(options));
    InputFiles inputs = request.corpus().files();
    request.mesh().ifPresent(mesh -> InputFiles.match(List.of(mesh)));
    Agents agents = agents();
    ConfigurationException.throwIfAny(BeamOptions.problemsOf(options, List.of(agents.retriever())));
    AgentSpec retriever = agents.retriever();
    if (!Preparation.lacksIndex(retriever)) {
      throw new ConfigurationException(
          List.of(
              "there is an index at %s already; choose another place, or remove it first"
                  .formatted(request.index())));
    }
    try (OutputFolder rejections = OutputFolder.open(request.index() + "-rejections", true)) {
      PreparePipeline prepare =
          new PreparePipeline(rejections.staging())
              .indexing(retriever)
              .keepingRejections(inputs.goodNumberOfFiles());
      if (request.statistics().isPresent()) {
        agents.needingStatistics().ifPresent(prepare::gathering);
      }
      RunSummary summary =
          new Preparation(rejections.staging(), progress)
              .run(prepare, request.corpus().reading(inputs), inputs, request.beamArguments());
      if (request.statistics().isPresent()) {
        Preparation.placeStatistics(summary, request.statistics().get());
      }
      List<WrittenFile> files =
          summary.files().stream().filter(file -> !PreparePipeline.isStatistics(file)).toList();
      rejections.publish(files, List.of(), Manifest.ofFiles(files));
      return new Result(
          StageCounts.of(List.of("read"), summary.counts()).get(0),
          summary.counts().getOrDefault(StageCounts.outKey(IndexCitations.STAGE), 0L),
          rejections.path());
    }
  }

  private Agents agents() {
    Map<String, Optional<String>> variables = new HashMap<>();
    variables.put("index", Optional.of(request.index()));
    variables.put("benchmark-pmids", request.corpus().benchmarkPmids().map(Locations::absolute));
    // Which agent asks for statistics, only the whole file tells.
    if (request.statistics().isPresent()) {
      variables.put("statistics", request.statistics());
      variables.put("mesh", request.mesh());
    }
    Agents agents =
        Agents.load(
            request.config(),
            variables,
            request.statistics().isPresent() ? Agents.ALL : Agents.FOR_INDEXING);
    if (!agents.referTo("index")) {
      throw new ConfigurationException(
          List.of("--index is given, but agent 'retriever' does not refer to ${index}"));
    }
    if (request.statistics().isPresent() && agents.needingStatistics().isEmpty()) {
      throw new ConfigurationException(
          List.of("--statistics is given, but no agent refers to ${statistics}"));
    }
    return agents;
  }
}
