package org.mkailin.pipelines.prepare;

import java.util.ArrayList;
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
import org.mkailin.pipelines.program.Program;
import org.mkailin.pipelines.results.Placement;
import org.mkailin.pipelines.results.Plan;
import org.mkailin.pipelines.results.Stage;
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
public final class PreparePipeline implements Program {
  /** Its name as a pass before another program. */
  public static final String PREPARE = "prepare";

  /** Its name as a program of its own. */
  static final String INDEX = "index";

  private static final String READ = "read";
  private static final String STATISTICS = "statistics";

  private static final Plan.Card CARD =
      new Plan.Card(
          "Citations that were not indexed",
          ", while it built a passage index of PubMed citations for the retriever of `mkailin"
              + " distill`.",
          "",
          "");

  private final String name;
  private final ReadCitations reading;
  private final String staging;
  private Optional<IndexCitations> indexing = Optional.empty();
  private Optional<AgentSpec> statisticsOf = Optional.empty();
  private List<Placement> placements = List.of();
  private int rejectionFiles;

  private PreparePipeline(String name, ReadCitations reading, String staging) {
    this.name = name;
    this.reading = reading;
    this.staging = staging;
  }

  /**
   * As a pass before another program, that reads the corpus again and will reject again what
   * reading rejects: of the rejections it writes those of the index alone.
   */
  public static PreparePipeline before(ReadCitations reading, String staging) {
    return new PreparePipeline(PREPARE, reading, staging);
  }

  /**
   * As a program of its own.
   *
   * @param rejectionFiles number of files that the rejections of every stage go to
   */
  static PreparePipeline alone(ReadCitations reading, String staging, int rejectionFiles) {
    PreparePipeline prepare = new PreparePipeline(INDEX, reading, staging);
    prepare.rejectionFiles = rejectionFiles;
    return prepare;
  }

  /** Builds a passage index. */
  public PreparePipeline indexing(IndexCitations index) {
    indexing = Optional.of(index);
    return this;
  }

  /**
   * Gathers the statistics of this agent.
   *
   * @param place where the agent looks for them
   */
  public PreparePipeline gathering(AgentSpec agent, String place) {
    statisticsOf = Optional.of(agent);
    placements = List.of(new Placement(STATISTICS, place));
    return this;
  }

  @Override
  public Plan plan() {
    List<Stage> stages = new ArrayList<>();
    stages.add(Stage.of(READ, name));
    if (indexing.isPresent()) {
      stages.add(Stage.of(IndexCitations.STAGE, name));
    }
    return new Plan(name, CARD, stages, List.of(), placements);
  }

  @Override
  public void build(Pipeline pipeline) {
    StageLedger ledger = new StageLedger();
    ReadCitations.Result read = pipeline.apply("Read citations", reading);
    PCollection<Citation> citations =
        ledger.enterCounted(
            READ, read.read(), new WithRejections<>(read.citations(), read.rejections()));

    PCollectionList<WrittenFile> files = PCollectionList.empty(pipeline);
    if (indexing.isPresent()) {
      WithRejections<Long> indexed = citations.apply("Index citations", indexing.get());
      ledger.enterSummed(IndexCitations.STAGE, citations, indexed);
      if (rejectionFiles == 0) {
        WriteRows ofIndex = WriteRows.to(staging, IndexCitations.STAGE, 1).in(Plan.REJECTIONS);
        files = files.and(write(indexed.rejections(), ofIndex));
      }
    }
    PCollection<Rejection> rejections = ledger.rejections();
    if (rejectionFiles > 0) {
      files = files.and(write(rejections, WriteRows.to(staging, Plan.REJECTIONS, rejectionFiles)));
    }
    if (statisticsOf.isPresent()) {
      files = files.and(gather(citations, statisticsOf.get()));
    }
    RunSummary.write(ledger.counts(rejections), files, RunSummary.pathIn(staging, name));
  }

  /** The books of building the index; empty where none was built. */
  public static Optional<StageCounts> booksOfIndex(RunSummary prepared) {
    return prepared.counts().containsKey(StageCounts.outKey(IndexCitations.STAGE))
        ? Optional.of(StageCounts.of(IndexCitations.STAGE, prepared.counts()))
        : Optional.empty();
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
