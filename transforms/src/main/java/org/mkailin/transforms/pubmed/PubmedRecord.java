package org.mkailin.transforms.pubmed;

import java.io.Serializable;
import org.mkailin.corpus.Citation;

/** One record of a file, as it stands there: not yet compared with other revisions of its PMID. */
sealed interface PubmedRecord extends Serializable {

  /** A record that says something about a known PMID. */
  sealed interface OfPmid extends PubmedRecord {
    String pmid();

    /** NLM's version of the record; 1 where none is given. */
    int version();
  }

  /** A journal article's citation; its title and abstract may be empty. */
  record Article(int version, Citation citation) implements OfPmid {
    @Override
    public String pmid() {
      return citation.pmid();
    }
  }

  /** A book or a chapter of one: only its PMID is read. */
  record Book(String pmid, int version) implements OfPmid {}

  /** An entry of a DeleteCitation list: NLM withdrew this PMID. */
  record Deletion(String pmid, int version) implements OfPmid {}

  /**
   * A record that can't be understood, in a file that otherwise can.
   *
   * @param pmid its PMID; empty where not even that could be read
   * @param reason why, as the rejection names it
   * @param line the line on which the record begins, from 1
   * @param problem what was found, and what was expected
   */
  record Unreadable(String pmid, String reason, long line, String problem)
      implements PubmedRecord {}
}
