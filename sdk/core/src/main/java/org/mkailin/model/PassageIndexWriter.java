package org.mkailin.model;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
   * @param corpus what is indexed, named alike: the same for jobs that index the same citations, so
   *     that one may go on with what another left behind, or share it
   * @param description what the index is built with
   * @param replaces whether to take the place of an index that another build finished there
   */
  record Build(String id, String corpus, IndexDescription description, boolean replaces)
      implements Serializable {
    public Build {
      check("build", id);
      check("corpus", corpus);
    }

    private static void check(String what, String name) {
      if (!name.matches("[A-Za-z0-9-]+")) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "%s '%s' must be named by letters, digits and hyphens", what, name));
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
   * @param refused what the engine can't take, whatever is tried
   */
  @DefaultCoder(RecordCoder.class)
  record Written(String part, int passages, List<Refused> refused) implements Serializable {
    /** The receipt of nothing. */
    public static final Written NOTHING = new Written("", 0);

    public Written {
      refused = List.copyOf(refused);
    }

    /** The receipt of a write that refused nothing. */
    public Written(String part, int passages) {
      this(part, passages, List.of());
    }
  }

  /**
   * A passage that the engine can't take.
   *
   * @param pmid the passage
   * @param reason kebab-case, from a small set per engine, so that it can be counted
   * @param detail the engine's own words
   */
  @DefaultCoder(RecordCoder.class)
  record Refused(String pmid, String reason, String detail) implements Serializable {}

  /** Whether a finished index stands at this place already. */
  boolean exists();

  /** Whether this engine can build an index beside a finished one, and then take its place. */
  default boolean canReplace() {
    return false;
  }

  /**
   * Makes the place ready; harmless if this build has begun or even finished before.
   *
   * @throws IllegalStateException if an index that another build finished stands there already, and
   *     this one does not replace it, or the place can't hold this one
   */
  void begin(Build build);

  /**
   * The PMIDs of those passages that need not be encoded and written: they are in this build's
   * index already, durably and with the same content, since a job that indexed the same corpus has
   * written them. None, unless the engine goes on with what another job left behind.
   *
   * @param passages some passages of the build, each PMID once
   */
  default Set<String> kept(Build build, List<Passage> passages) {
    return Set.of();
  }

  /**
   * Adds passages, durably: to write them again, because the receipt of the first time was lost, is
   * harmless. What the engine can't take is in the receipt; all else is written when it returns.
   *
   * @throws org.mkailin.agent.TransientFault if it may work later
   */
  Written write(Build build, List<Entry> entries);

  /**
   * Makes the index visible; harmless if this build has done so before.
   *
   * @param written the receipts that count, in any order, each passage under one of them; what was
   *     {@link #kept} counts by a receipt without part, and of what was refused they say nothing
   * @throws IllegalStateException if something that there is a receipt of is missing, or another
   *     build finished an index there; the index is then not made visible
   */
  void finish(Build build, List<Written> written);
}
