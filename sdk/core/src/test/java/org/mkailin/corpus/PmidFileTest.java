package org.mkailin.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PmidFileTest {
  @TempDir Path folder;

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("test.pmids"), content).toString();
  }

  @Test
  void commentsBlankLinesAndLeadingZerosDoNotCount() throws IOException {
    assertThat(PmidFile.read(file("# PubMedQA\n\n00123 # first\n 7\n7\n")))
        .containsExactly("123", "7");
  }

  @Test
  void linesWithoutPmidAreNamed() throws IOException {
    String wrong = file("1\nPMC2\n123456789\n");
    assertThatThrownBy(() -> PmidFile.read(wrong))
        .hasMessage(
            String.format(
                    Locale.ROOT,
                    "PMID file %s: line 2: 'PMC2' is not a PMID; line 3: '123456789' is not a PMID;",
                    wrong)
                + " expected 1 to 8 digits a line, and comments after a «#»");
  }

  @Test
  void aFileWithoutPmidsIsRefused() throws IOException {
    String empty = file("# nothing\n");
    assertThatThrownBy(() -> PmidFile.read(empty)).hasMessageContaining("holds no PMID");
  }

  @Test
  void aMissingFileIsNamed() {
    String missing = folder.resolve("nowhere").toString();
    assertThatThrownBy(() -> PmidFile.read(missing)).hasMessageContaining(missing);
  }
}
