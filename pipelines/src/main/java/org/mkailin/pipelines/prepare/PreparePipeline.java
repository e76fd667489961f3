package org.mkailin.pipelines.prepare;

import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Rejection;
import org.mkailin.pipelines.books.RunSummary;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.pipelines.books.StageLedger;
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
public final class PreparePipeline {
  private static final String STATISTICS = "statistics";
  private static final String REJECTIONS = "rejections";

  private final String staging;
  private Optional<IndexCitations> indexing = Optional.empty();
  private Optional<AgentSpec> statisticsOf = Optional.empty();
  private int rejectionFiles;

  public PreparePipeline(String staging) {
    this.staging = staging;
  }

  /** Builds a passage index. */
  public PreparePipeline indexing(IndexCitations index) {
    indexing = Optional.of(index);
    return this;
  }

  /** Gathers the statistics of this agent. */
  public PreparePipeline gathering(AgentSpec agent) {
    statisticsOf = Optional.of(agent);
    return this;
  }

  /**
   * Writes the rejections of every stage, to this many files; without, only those of the index,
   * since who reads the corpus again will reject the others again.
   */
  PreparePipeline keepingRejections(int files) {
    rejectionFiles = files;
    return this;
  }

  public static String summaryIn(String staging) {
    return staging + "/prepare.jsonl";
  }

  /** Adds the whole graph to {@code pipeline}. */
  void build(Pipeline pipeline, ReadCitations reading) {
    StageLedger ledger = new StageLedger();
    ReadCitations.Result read = pipeline.apply("Read citations", reading);
    PCollection<Citation> citations =
        ledger.enterCounted(
            "read", read.read(), new WithRejections<>(read.citations(), read.rejections()));

    PCollectionList<WrittenFile> files = PCollectionList.empty(pipeline);
    if (indexing.isPresent()) {
      WithRejections<Long> indexed = citations.apply("Index citations", indexing.get());
      ledger.enterSummed(IndexCitations.STAGE, citations, indexed);
      if (rejectionFiles == 0) {
        WriteRows ofIndex = WriteRows.to(staging, IndexCitations.STAGE, 1).in(REJECTIONS);
        files = files.and(write(indexed.rejections(), ofIndex));
      }
    }
    PCollection<Rejection> rejections = ledger.rejections();
    if (rejectionFiles > 0) {
      files = files.and(write(rejections, WriteRows.to(staging, REJECTIONS, rejectionFiles)));
    }
    if (statisticsOf.isPresent()) {
      files = files.and(gather(citations, statisticsOf.get()));
    }
    RunSummary.write(ledger.counts(rejections), files, summaryIn(staging));
  }

  /** The books of building the index; empty where none was built. */
  public static Optional<StageCounts> booksOfIndex(RunSummary prepared) {
    return prepared.counts().containsKey(StageCounts.outKey(IndexCitations.STAGE))
        ? Optional.of(StageCounts.of(List.of(IndexCitations.STAGE), prepared.counts()).get(0))
        : Optional.empty();
  }

  /** The files of rejections among the run's files. */
  public static List<WrittenFile> rejectionFiles(RunSummary prepared) {
    return filesOf(REJECTIONS, prepared);
  }

  /** The statistics file among the run's files, if there is one. */
  static List<WrittenFile> statisticsFiles(RunSummary prepared) {
    return filesOf(STATISTICS, prepared);
  }

  private static List<WrittenFile> filesOf(String set, RunSummary prepared) {
    return prepared.files().stream().filter(file -> file.name().startsWith(set + "/")).toList();
  }

  private static PCollection<WrittenFile> write(
      PCollection<Rejection> rejections, WriteRows writing) {
    return rejections
        .apply(
            "Rows of rejections",
            MapElements.into(TypeDescriptor.of(Row.class)).via(TrainingRows::rejection))
        .apply("Write rejections", writing);
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
