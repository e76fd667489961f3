package org.mkailin.transforms.pubmed;

import java.io.Serializable;
import java.util.Comparator;

/**
 * What one place in the files says about a PMID.
 *
 * <p>Revisions are ordered as NLM publishes them: by file name, since baseline and update files are
 * numbered through, then by version, then by place in the file. Folders only decide between files
 * of one name.
 *
 * @param record what it says
 * @param path the file
 * @param ordinal the record's number in the file, from 1
 */
record Revision(PubmedRecord.OfPmid record, String path, long ordinal)
    implements Serializable, Comparable<Revision> {

  private static final Comparator<Revision> ORDER =
      Comparator.comparing((Revision revision) -> FileName.of(revision.path))
          .thenComparing(Revision::path)
          .thenComparing(revision -> revision.record.version())
          .thenComparing(Revision::ordinal);

  @Override
  public int compareTo(Revision other) {
    return ORDER.compare(this, other);
  }

  String pmid() {
    return record.pmid();
  }

  /** Where it stands, for a person; folders are left out, so that they don't change the output. */
  String where() {
    return "record " + ordinal + " of " + FileName.of(path) + ", version " + record.version();
  }
}
