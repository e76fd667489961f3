package org.mkailin.pipelines.place;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
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
public record Corpus(List<String> citations, Optional<String> benchmarkPmids, BadFiles badFiles) {

  /** The transform that reads exactly these files, whatever has come since they were looked up. */
  public ReadCitations reading(InputFiles files) {
    ReadCitations reading = ReadCitations.from(files.names()).withBadFiles(badFiles);
    return benchmarkPmids.map(file -> reading.keepingOut(Locations.absolute(file))).orElse(reading);
  }

  /**
   * A name for these citations, such as to find again an index of them that was never finished: the
   * same where the command line is given again and nothing has changed.
   *
   * @return 32 hexadecimal digits
   */
  public String fingerprint(InputFiles files) {
    StringBuilder decisive = new StringBuilder("bad files: ").append(badFiles).append('\n');
    for (InputFiles.InputFile file : files.files()) {
      decisive.append(
          String.format(
              Locale.ROOT,
              "file: %s, %d bytes, of %d\n",
              file.name(),
              file.bytes(),
              file.modified()));
    }
    benchmarkPmids
        .map(Locations::absolute)
        .map(PmidFile::read)
        .ifPresent(pmids -> decisive.append("kept out: ").append(new TreeSet<>(pmids)));
    return Sha256.of(decisive.toString()).substring(0, 32);
  }

  /** What is read, for workers to see. */
  public WorkerPlaces places() {
    return new WorkerPlaces()
        .with("--citations", citations)
        .with("--benchmark-pmids", benchmarkPmids.stream().toList());
  }

  /**
   * The files that the patterns stand for now; the benchmark's file is read too.
   *
   * @throws ConfigurationException naming all that is missing or wrong
   */
  public InputFiles files() {
    List<String> problems = new ArrayList<>();
    try {
      benchmarkPmids.map(Locations::absolute).ifPresent(PmidFile::read);
    } catch (IllegalStateException | UncheckedIOException e) {
      problems.add(e.getMessage());
    }
    try {
      InputFiles files = InputFiles.match(citations);
      ConfigurationException.throwIfAny(problems);
      return files;
    } catch (ConfigurationException e) {
      e.problems().stream().filter(p -> !problems.contains(p)).forEach(problems::add);
      throw new ConfigurationException(problems);
    }
  }
}
