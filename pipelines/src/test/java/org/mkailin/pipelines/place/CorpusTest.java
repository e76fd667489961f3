package org.mkailin.pipelines.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.transforms.pubmed.BadFiles;

class CorpusTest {
  @TempDir Path folder;

  private Path file;
  private Path benchmark;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("one.jsonl"), "{\"pmid\": \"1\"}\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    benchmark = Files.writeString(folder.resolve("held-out.pmids"), "7\n8\n");
  }

  private Corpus corpus(Optional<Path> benchmark, BadFiles badFiles) {
    return new Corpus(List.of(folder + "/*.jsonl"), benchmark.map(Path::toString), badFiles);
  }

  private static String fingerprint(Corpus corpus) {
    return corpus.fingerprint(corpus.files());
  }

  private String fingerprint() {
    return fingerprint(corpus(Optional.of(benchmark), BadFiles.FAIL));
  }

  @Test
  void theSameFilesHaveTheSameFingerprintAgain() throws IOException {
    String before = fingerprint();
    assertThat(before).matches("[0-9a-f]{32}");
    // Which PMIDs are kept out counts, not how their file is written.
    Files.writeString(benchmark, "# held out\n8\n007\n");
    assertThat(fingerprint()).isEqualTo(before);
  }

  @Test
  void aFileThatWasWrittenAgainIsAnotherCorpus() throws IOException {
    String before = fingerprint();
    Files.setLastModifiedTime(file, FileTime.fromMillis(2_000_000));
    assertThat(fingerprint()).isNotEqualTo(before);
  }

  @Test
  void aFileOfAnotherSizeIsAnotherCorpus() throws IOException {
    String before = fingerprint();
    Files.writeString(file, "{\"pmid\": \"12\"}\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    assertThat(fingerprint()).isNotEqualTo(before);
  }

  @Test
  void oneMoreFileIsAnotherCorpus() throws IOException {
    String before = fingerprint();
    Files.writeString(folder.resolve("two.jsonl"), "");
    assertThat(fingerprint()).isNotEqualTo(before);
  }

  @Test
  void whatIsKeptOutAndWhatBecomesOfDamagedFilesCount() throws IOException {
    String before = fingerprint();
    assertThat(fingerprint(corpus(Optional.empty(), BadFiles.FAIL))).isNotEqualTo(before);
    assertThat(fingerprint(corpus(Optional.of(benchmark), BadFiles.REJECT))).isNotEqualTo(before);
    Files.writeString(benchmark, "7\n9\n");
    assertThat(fingerprint()).isNotEqualTo(before);
  }
}
