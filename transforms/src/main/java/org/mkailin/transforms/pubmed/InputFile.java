package org.mkailin.transforms.pubmed;

import java.io.Serializable;

/**
 * A file to read.
 *
 * @param path its full name
 * @param groups into how many groups the PMIDs of all files are spread
 */
record InputFile(String path, int groups) implements Serializable {

  /** The group of a PMID: the same for all its revisions, in whatever file. */
  int groupOf(String pmid) {
    // PMIDs are dense numbers, so the remainder spreads them evenly.
    return Integer.parseInt(pmid) % groups;
  }
}
