package org.mkailin.model;

import java.io.Serializable;
import java.util.List;
import org.mkailin.corpus.Passage;

/**
 * Builds a passage index, in three steps: begin once, write from many threads, finish once.
 *
 * <p>The document's identifier is the PMID, so writing a passage twice is harmless. Until it is
 * finished, nobody can open the index; what it then holds does not depend on the order of writes.
 */
public interface PassageIndexWriter {
  /**
   * A passage with its vector.
   *
   * @param passage what a search gives back
   * @param vector its embedding, of unit length
   */
  record Entry(Passage passage, Embedding vector) implements Serializable {}

  /** Whether a finished index stands at this place already. */
  boolean exists();

  /**
   * Starts a new index; what an unfinished one left behind is removed.
   *
   * @throws IllegalStateException if a finished index stands at this place already
   */
  void begin(IndexDescription description);

  /** Adds passages; thread-safe. */
  void write(List<Entry> entries);

  /**
   * Makes the index visible; harmless if it is that already.
   *
   * @param expected number of passages that it must hold: all that were written
   * @throws IllegalStateException if it holds another number, such as after the death of a worker
   *     that had not saved its writes; the index is then not visible, and has to be begun again
   */
  void finish(long expected);
}
