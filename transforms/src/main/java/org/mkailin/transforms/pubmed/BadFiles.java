package org.mkailin.transforms.pubmed;

/** What to do about a file that is damaged or of another kind. */
public enum BadFiles {
  /** Fail the pipeline, with the file, the position and the next step in the message. */
  FAIL,

  /**
   * Keep the citations before the damage, and reject the file: one rejection with reason {@code
   * unreadable-file}.
   */
  REJECT
}
