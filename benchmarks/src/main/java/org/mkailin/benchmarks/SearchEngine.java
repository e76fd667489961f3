package org.mkailin.benchmarks;

import java.io.IOException;
import java.util.List;
import org.mkailin.model.PassageIndex.Query;
import org.mkailin.model.PassageIndexWriter.Entry;

/** Something that holds passages and finds the nearest ones. */
interface SearchEngine {
  /** A way to search. */
  enum Way {
    /** The nearest of all passages. */
    NEAREST(""),
    /** The nearest of the passages since {@link SearchCorpus#FILTERED_FROM}. */
    FILTERED(", 8 % filter"),
    /** By vector and words, both rankings fused. */
    HYBRID(", hybrid");

    private final String title;

    Way(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** An index that is open. Thread-safe. */
  interface Searcher extends AutoCloseable {
    /** PMIDs of what is found for each query, best first. */
    List<List<String>> search(List<Query> queries) throws IOException;

    @Override
    void close();
  }

  /**
   * What an index takes.
   *
   * @param bytes on disk, without copies
   * @param segments that a search goes through
   */
  record Size(long bytes, long segments) {}

  /** As in the table. */
  String title();

  /** How it can search. */
  List<Way> ways();

  /** Makes a place for an index; one that a former run left there is deleted. */
  void begin() throws IOException;

  /** Writes passages, by so many threads where the engine takes it, and makes them searchable. */
  void fill(List<Entry> entries, int threads) throws IOException;

  /** Opens what was filled. */
  Searcher open(Way way) throws IOException;

  /** The size, once the engine has come to rest. */
  Size size() throws IOException;

  /** Deletes what {@link #begin} made. */
  void delete() throws IOException;
}
