package org.mkailin.pipelines;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mkailin.config.ConfigurationException;
import org.mkailin.transforms.IndexCitations;
import org.mkailin.transforms.dataset.WrittenFile;

/** {@code mkailin index}: builds a passage index that later runs retrieve from. */
public final class Indexing {
  private final Corpus corpus;
  private final String index;
  private final Optional<String> config;
  private final List<String> beamArguments;
  private final PrintStream progress;

  Indexing(
      Corpus corpus,
      String index,
      Optional<String> config,
      List<String> beamArguments,
      PrintStream progress) {
    this.corpus = corpus;
    this.index = Locations.absolute(index);
    this.config = config;
    this.beamArguments = beamArguments;
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
    BeamOptions.parse(beamArguments);
    InputFiles inputs = corpus.files();
    Agents agents =
        Agents.load(
            config,
            Map.of(
                "index", Optional.of(index),
                "benchmark-pmids", corpus.benchmarkPmids().map(Locations::absolute)),
            Agents.FOR_INDEXING);
    if (!agents.referTo("index")) {
      throw new ConfigurationException(
          List.of("--index is given, but agent 'retriever' does not refer to ${index}"));
    }
    if (!Preparation.lacksIndex(agents.retriever())) {
      throw new ConfigurationException(
          List.of(
              "there is an index at %s already; choose another place, or remove it first"
                  .formatted(index)));
    }
    try (OutputFolder rejections = OutputFolder.open(index + "-rejections", true)) {
      PreparePipeline prepare =
          new PreparePipeline(rejections.staging())
              .indexing(agents.retriever())
              .keepingRejections(inputs.goodNumberOfFiles());
      RunSummary summary =
          new Preparation(rejections.staging(), progress)
              .run(prepare, corpus.reading(inputs), inputs, beamArguments);
      List<WrittenFile> files = summary.files();
      rejections.publish(files, List.of(), Manifest.ofFiles(files));
      return new Result(
          StageCounts.of(List.of("read"), summary.counts()).get(0),
          summary.counts().getOrDefault(StageCounts.outKey(IndexCitations.STAGE), 0L),
          rejections.path());
    }
  }
}
