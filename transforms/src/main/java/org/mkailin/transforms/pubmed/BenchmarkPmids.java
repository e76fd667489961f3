package org.mkailin.transforms.pubmed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.mkailin.corpus.Pmid;

/** The PMIDs of a benchmark, one a line; blank lines don't count. */
final class BenchmarkPmids {
  private BenchmarkPmids() {}

  /**
   * Reads them all.
   *
   * @throws IOException if the file can't be read, holds a line that is no PMID, or holds none:
   *     keeping nothing out for a wrong file would spoil an evaluation unseen
   */
  static Set<String> load(String path) throws IOException {
    Set<String> pmids = new HashSet<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Channels.newInputStream(
                    FileSystems.open(FileSystems.matchNewResource(path, false))),
                StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String pmid = PmidXml.withoutLeadingZeros(line.strip());
        if (pmid.isEmpty()) {
          continue;
        }
        if (!Pmid.isValid(pmid)) {
          throw new IOException(
              "%s:%d: '%s' is not a PMID; expected one PMID of 1 to 8 digits a line"
                  .formatted(path, number, Excerpt.of(pmid)));
        }
        pmids.add(pmid);
      }
    }
    if (pmids.isEmpty()) {
      throw new IOException("'%s' holds no PMID; expected one a line".formatted(path));
    }
    return pmids;
  }
}
