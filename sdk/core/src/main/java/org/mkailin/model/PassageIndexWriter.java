package org.mkailin.model;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.mkailin.corpus.Passage;
import org.mkailin.corpus.RecordCoder;

/**
 * Builds a passage index, in three steps: begin once, write from many processes, finish once.
 *
 * <p>Each step may be taken by another process, and by several at once; any of them may die and be
 * taken again. What was written is durable when {@link #write} returns, and its receipt stands for
 * it from there on: {@link #finish} counts what it gets receipts of, and nothing else. Until it is
 * finished, nobody can open the index; what it then holds does not depend on the order of writes.
 *
 * <p>Thread-safe.
 */
public interface PassageIndexWriter {
  /**
   * One job's building of an index; every step is told the same.
   *
   * @param id what no other job uses: letters, digits and hyphens
   * @param description what the index is built with
   */
  record Build(String id, IndexDescription description) implements Serializable {
    public Build {
      if (!id.matches("[A-Za-z0-9-]+")) {
        throw new IllegalArgumentException(
            "build '%s' must be named by letters, digits and hyphens".formatted(id));
      }
    }
  }

  /**
   * A passage with its vector.
   *
   * @param passage what a search gives back
   * @param vector its embedding, of unit length
   */
  record Entry(Passage passage, Embedding vector) implements Serializable {}

  /**
   * The receipt of a write.
   *
   * @param part how the writer finds again what was written; empty where the engine needs no such
   *     name, since it addresses passages by their PMID
   * @param passages how many were written
   */
  @DefaultCoder(RecordCoder.class)
  record Written(String part, int passages) implements Serializable {
    /** The receipt of nothing. */
    public static final Written NOTHING = new Written("", 0);
  }

  /** Whether a finished index stands at this place already. */
  boolean exists();

  /**
   * Makes the place ready; harmless if this build has begun or even finished before.
   *
   * @throws IllegalStateException if an index that another build finished stands there already, or
   *     the place can't hold this one
   */
  void begin(Build build);

  /**
   * Adds passages, durably: to write them again, because the receipt of the first time was lost, is
   * harmless.
   */
  Written write(Build build, List<Entry> entries);

  /**
   * Makes the index visible; harmless if this build has done so before.
   *
   * @param written the receipts that count, in any order, each passage under one of them
   * @throws IllegalStateException if something that there is a receipt of is missing, or another
   *     build finished an index there; the index is then not made visible
   */
  void finish(Build build, List<Written> written);
}
