package org.mkailin.pipelines;

import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Rejection;
import org.mkailin.plugin.CorpusStatistics;
import org.mkailin.runtime.AgentLease;
import org.mkailin.transforms.IndexCitations;
import org.mkailin.transforms.WithRejections;
import org.mkailin.transforms.dataset.Row;
import org.mkailin.transforms.dataset.TrainingRows;
import org.mkailin.transforms.dataset.WriteRows;
import org.mkailin.transforms.dataset.WrittenFile;
import org.mkailin.transforms.pubmed.ReadCitations;

/**
 * What has to be known of the corpus before the agents can work, in one pass over it: the passage
 * index, and an agent's statistics.
 */
final class PreparePipeline {
  private static final String STATISTICS = "statistics";

  private final String staging;
  private Optional<AgentSpec> indexOf = Optional.empty();
  private Optional<AgentSpec> statisticsOf = Optional.empty();
  private int rejectionFiles;

  PreparePipeline(String staging) {
    this.staging = staging;
  }

  /** Builds the passage index of this retriever. */
  PreparePipeline indexing(AgentSpec retriever) {
    indexOf = Optional.of(retriever);
    return this;
  }

  /** Gathers the statistics of this agent. */
  PreparePipeline gathering(AgentSpec agent) {
    statisticsOf = Optional.of(agent);
    return this;
  }

  /** Writes the rejections, to this many files. */
  PreparePipeline keepingRejections(int files) {
    rejectionFiles = files;
    return this;
  }

  static String summaryIn(String staging) {
    return staging + "/prepare.jsonl";
  }

  /** Adds the whole graph to {@code pipeline}. */
  void build(Pipeline pipeline, ReadCitations reading) {
    StageLedger ledger = new StageLedger();
    ReadCitations.Result read = pipeline.apply("Read citations", reading);
    PCollection<Citation> citations =
        ledger.enterCounted(
            "read", read.read(), new WithRejections<>(read.citations(), read.rejections()));

    PCollection<Rejection> rejections = ledger.rejections();
    PCollectionList<WrittenFile> files = PCollectionList.empty(pipeline);
    if (rejectionFiles > 0) {
      files = files.and(write(rejections));
    }
    if (statisticsOf.isPresent()) {
      files = files.and(gather(citations, statisticsOf.get()));
    }
    var counts = PCollectionList.of(ledger.counts(rejections));
    if (indexOf.isPresent()) {
      counts =
          counts.and(
              citations
                  .apply("Index citations", IndexCitations.of(indexOf.get()))
                  .apply("Note indexed", WithKeys.of(StageCounts.outKey(IndexCitations.STAGE))));
    }
    RunSummary.write(counts.apply("Counts", Flatten.pCollections()), files, summaryIn(staging));
  }

  /** Name of the statistics file among the run's files. */
  static boolean isStatistics(WrittenFile file) {
    return file.name().startsWith(STATISTICS + "/");
  }

  private PCollection<WrittenFile> write(PCollection<Rejection> rejections) {
    return rejections
        .apply(
            "Rows of rejections",
            MapElements.into(TypeDescriptor.of(Row.class)).via(TrainingRows::rejection))
        .apply("Write rejections", WriteRows.to(staging, "rejections", rejectionFiles));
  }

  private PCollection<WrittenFile> gather(PCollection<Citation> citations, AgentSpec agent) {
    return citations
        .apply("Statistics for " + agent.name(), passOf(agent))
        .apply(
            "Rows of statistics",
            MapElements.into(TypeDescriptor.of(Row.class)).via(line -> new Row(line, line, "")))
        // As many lines as there are descriptors, however large the corpus.
        .apply("Write statistics", WriteRows.to(staging, STATISTICS, 1).inSlices(1));
  }

  /** What the agent can't work with, such as a MeSH file of the wrong kind, shows here at once. */
  private static PTransform<PCollection<Citation>, PCollection<String>> passOf(AgentSpec agent) {
    try (AgentLease lease = AgentLease.of(agent)) {
      return lease.get(CorpusStatistics.class).pass();
    } catch (IllegalStateException e) {
      throw new ConfigurationException(List.of(e.getMessage()));
    }
  }
}
