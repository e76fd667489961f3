package org.mkailin.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mkailin.config.GivenFile;

/**
 * A text file of PMIDs, one a line, such as a benchmark's; blank lines and what follows a «#» do
 * not count.
 */
public final class PmidFile {
  private static final int LINES_SHOWN = 5;

  private PmidFile() {}

  /**
   * Reads a file from any file system that Beam knows.
   *
   * @return the PMIDs without leading zeros, in the file's order
   * @throws IllegalStateException naming the lines that hold no PMID, or saying that none does:
   *     keeping nothing out for a wrong file would spoil an evaluation unseen
   * @throws UncheckedIOException if the file can't be read
   */
  public static Set<String> read(String file) {
    Set<String> pmids = new LinkedHashSet<>();
    List<String> problems = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(Channels.newReader(GivenFile.open(file), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String text = line.replaceFirst("#.*", "").strip();
        if (Pmid.isValid(text)) {
          pmids.add(text.replaceFirst("^0+(?=.)", ""));
        } else if (!text.isEmpty()) {
          problems.add("line " + number + ": '" + text + "' is not a PMID");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(Locale.ROOT, "PMID file %s can't be read: %s", file, e.getMessage()), e);
    }
    if (!problems.isEmpty()) {
      String more =
          problems.size() > LINES_SHOWN
              ? String.format(Locale.ROOT, "; %,d lines in all", problems.size())
              : "";
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "PMID file %s: %s%s; expected 1 to 8 digits a line, and comments after a «#»",
              file,
              String.join("; ", problems.subList(0, Math.min(LINES_SHOWN, problems.size()))),
              more));
    }
    if (pmids.isEmpty()) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "PMID file %s holds no PMID; expected one a line", file));
    }
    return pmids;
  }
}
