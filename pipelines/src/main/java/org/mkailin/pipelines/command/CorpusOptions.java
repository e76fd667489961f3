package org.mkailin.pipelines.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mkailin.config.ConfigurationException;
import org.mkailin.pipelines.place.Corpus;
import org.mkailin.transforms.pubmed.BadFiles;
import picocli.CommandLine.Option;

/** What every command that reads citations takes. */
final class CorpusOptions {
  @Option(
      names = "--citations",
      required = true,
      arity = "1..*",
      paramLabel = "FILES",
      description =
          "PubMed XML or JSON lines, plain or gzipped: files or quoted patterns, on any file system"
              + " that Beam knows. A baseline and its update files can be given together: the latest"
              + " revision of a citation counts.")
  private List<String> citations;

  @Option(
      names = "--bad-files",
      paramLabel = "fail|reject",
      defaultValue = "fail",
      description =
          "What to do about a damaged file: fail (default), or reject its unreadable rest and keep"
              + " what was read before.")
  private String badFiles;

  /**
   * The citations to read.
   *
   * @param benchmarkPmids a file of PMIDs to keep out, if there is one
   */
  Corpus corpus(Optional<String> benchmarkPmids) {
    try {
      return new Corpus(
          citations, benchmarkPmids, BadFiles.valueOf(badFiles.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          List.of("--bad-files is '" + badFiles + "', but must be fail or reject"));
    }
  }
}
