package org.mkailin.corpus;

import java.io.Serializable;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * A question about one citation; q in m-KAILIN (arXiv 2504.19565), eq. 2.
 *
 * @param pmid the source citation
 * @param text the question as a reader sees it; not blank
 * @param generator name of the agent that asked it
 */
@DefaultCoder(RecordCoder.class)
public record Question(String pmid, String text, String generator) implements Serializable {
  public Question {
    Pmid.check(pmid);
    if (text.isBlank()) {
      throw new IllegalArgumentException("question for PMID " + pmid + " is blank");
    }
  }
}
