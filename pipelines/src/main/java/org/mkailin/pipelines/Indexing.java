package org.mkailin.pipelines;

import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.plugin.PluginRegistry;
import org.mkailin.plugin.Role;
import org.mkailin.runtime.AgentAssembly;
import org.mkailin.runtime.AgentLease;
import org.mkailin.transforms.IndexCitations;
import org.mkailin.transforms.dataset.WrittenFile;

/** {@code mkailin index}: builds a passage index that later runs retrieve from. */
public final class Indexing {
  /**
   * What to index.
   *
   * @param corpus the citations
   * @param index where to build the index, if the configuration asks for it
   * @param replaces whether to build it beside one that stands there, and take its place
   * @param rejections folder for what was set aside; beside the index if not given
   * @param statistics where to keep the statistics that an agent asks for, if they are wanted
   * @param mesh NLM's descriptor file, if the configuration refers to it
   * @param config the agents, if not the offline ones
   * @param beamArguments options for Beam and its runner
   */
  record Request(
      Corpus corpus,
      Optional<String> index,
      boolean replaces,
      Optional<String> rejections,
      Optional<String> statistics,
      Optional<String> mesh,
      Optional<String> config,
      List<String> beamArguments) {
    Request {
      index = index.map(Locations::absolute);
      rejections = rejections.map(Locations::absolute);
      statistics = statistics.map(Locations::absolute);
      mesh = mesh.map(Locations::absolute);
    }

    private WorkerPlaces places() {
      return corpus
          .places()
          .with("--index", index.stream().toList())
          .with("--rejections", rejections.stream().toList())
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
   * @param index the books of the index: what came out of it is in it
   * @param rejections where the rejected citations are listed
   */
  record Result(StageCounts read, StageCounts index, String rejections) {}

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
    AgentSpec retriever = agents.retriever();
    ConfigurationException.throwIfAny(BeamOptions.problemsOf(options, List.of(retriever)));
    String rejectionsFolder = rejectionsFolder();
    checkFree(retriever);
    try (OutputFolder rejections = OutputFolder.open(rejectionsFolder, true)) {
      PreparePipeline prepare =
          new PreparePipeline(rejections.staging())
              .indexing(
                  IndexCitations.of(
                      retriever, request.corpus().fingerprint(inputs), request.replaces()))
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
      List<WrittenFile> files = PreparePipeline.rejectionFiles(summary);
      rejections.publish(files, List.of(), Manifest.ofFiles(files));
      return new Result(
          StageCounts.of(List.of("read"), summary.counts()).get(0),
          PreparePipeline.booksOfIndex(summary).orElseThrow(),
          rejections.path());
    }
  }

  /** Checks that an index can be built: where there is none, or in the place of one. */
  private void checkFree(AgentSpec retriever) {
    PluginRegistry registry = PluginRegistry.load(Thread.currentThread().getContextClassLoader());
    AgentAssembly.of(retriever, registry).checkProvides(Role.PASSAGE_INDEX_WRITER, registry);
    try (AgentLease lease = AgentLease.of(retriever)) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      if (request.replaces() && !writer.canReplace()) {
        throw new ConfigurationException(
            List.of(
                "--replace is given, but agent 'retriever' can't build an index beside an earlier one;"
                    + " remove that one first, and leave --replace out"));
      }
      if (!request.replaces() && writer.exists()) {
        throw new ConfigurationException(List.of(thereIsOne(writer.canReplace())));
      }
    } catch (IllegalStateException e) {
      throw new ConfigurationException(List.of(String.valueOf(e.getMessage())));
    }
  }

  private String thereIsOne(boolean canReplace) {
    String there =
        request
            .index()
            .map("there is an index at %s already; choose another place"::formatted)
            .orElse(
                "there is an index already where agent 'retriever' has it; choose another place in"
                    + " its configuration");
    return there
        + (canReplace
            ? ", remove it first, or pass --replace to build a new one that then takes its place"
            : ", or remove it first");
  }

  /** An earlier list of rejections may be replaced, but no whole run that someone keeps there. */
  private String rejectionsFolder() throws IOException {
    String folder =
        request
            .rejections()
            .or(() -> request.index().map(index -> index + "-rejections"))
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
    Map<String, Optional<String>> variables = new HashMap<>();
    variables.put("index", request.index());
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
    if (request.index().isPresent() && !agents.referTo("index")) {
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
