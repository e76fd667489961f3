package org.mkailin.pipelines;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.mkailin.config.ConfigurationException;
import org.mkailin.corpus.PmidFile;
import org.mkailin.transforms.pubmed.BadFiles;
import org.mkailin.transforms.pubmed.ReadCitations;

/**
 * Which citations a run reads, and how.
 *
 * @param citations file patterns
 * @param benchmarkPmids a file of PMIDs to keep out, if there is one
 * @param badFiles what becomes of a damaged file
 */
record Corpus(List<String> citations, Optional<String> benchmarkPmids, BadFiles badFiles) {

  /** The transform that reads them. */
  ReadCitations reading() {
    ReadCitations reading =
        ReadCitations.from(citations.stream().map(OutputFolder::absolute).toList())
            .withBadFiles(badFiles);
    return benchmarkPmids
        .map(file -> reading.keepingOut(OutputFolder.absolute(file)))
        .orElse(reading);
  }

  /**
   * The files that these patterns stand for now; the benchmark's file is read too.
   *
   * @throws ConfigurationException naming what is missing or wrong
   */
  InputFiles files() {
    try {
      benchmarkPmids.map(OutputFolder::absolute).ifPresent(PmidFile::read);
    } catch (IllegalStateException | UncheckedIOException e) {
      throw new ConfigurationException(List.of(e.getMessage()));
    }
    return InputFiles.match(citations);
  }
}
