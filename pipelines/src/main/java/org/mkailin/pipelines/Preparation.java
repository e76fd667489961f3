package org.mkailin.pipelines;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.model.TextEncoder;
import org.mkailin.plugin.PluginRegistry;
import org.mkailin.plugin.Role;
import org.mkailin.runtime.AgentAssembly;
import org.mkailin.runtime.AgentLease;
import org.mkailin.transforms.IndexCitations;
import org.mkailin.transforms.dataset.WrittenFile;
import org.mkailin.transforms.pubmed.ReadCitations;

/** Runs the {@link PreparePipeline}: decides what it has to do, and puts its results in place. */
final class Preparation {
  private final String staging;
  private final PrintStream progress;

  Preparation(String staging, PrintStream progress) {
    this.staging = staging;
    this.progress = progress;
  }

  /** Where the statistics file is, once the pass has ended. */
  static String statisticsIn(String staging) {
    return staging + "/statistics.tsv";
  }

  /**
   * Whether the retriever's index has yet to be built.
   *
   * @throws ConfigurationException if there is one that its encoder does not fit
   */
  static boolean lacksIndex(AgentSpec retriever) {
    PluginRegistry registry = PluginRegistry.load(Thread.currentThread().getContextClassLoader());
    AgentAssembly assembly = AgentAssembly.of(retriever, registry);
    if (!assembly.provides(Role.PASSAGE_INDEX_WRITER)) {
      return false;
    }
    try (AgentLease lease = AgentLease.of(retriever)) {
      if (!lease.get(PassageIndexWriter.class).exists()) {
        return true;
      }
      IndexDescription description = lease.get(PassageIndex.class).description();
      description.checkServes(lease.get(TextEncoder.class), retriever.name());
      return false;
    } catch (IllegalStateException e) {
      throw new ConfigurationException(List.of(e.getMessage()));
    }
  }

  /** Runs the pass. */
  RunSummary run(
      PreparePipeline prepare, ReadCitations reading, InputFiles inputs, List<String> beamArguments)
      throws IOException {
    Pipeline pipeline = Pipeline.create(BeamOptions.forInput(inputs, beamArguments));
    prepare.build(pipeline, reading);
    PipelineRun.toTheEnd(pipeline, "prepare", List.of("read", IndexCitations.STAGE), 0, progress);
    RunSummary summary = RunSummary.read(PreparePipeline.summaryIn(staging));
    StageCounts.of(List.of("read"), summary.counts()).forEach(StageCounts::checkConservation);
    for (WrittenFile file : summary.files()) {
      if (PreparePipeline.isStatistics(file)) {
        FileSystems.rename(
            List.of(FileSystems.matchNewResource(file.writtenAs(), false)),
            List.of(FileSystems.matchNewResource(statisticsIn(staging), false)));
      }
    }
    return summary;
  }
}
