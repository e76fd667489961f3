package org.mkailin.plugins.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.Context;
import org.mkailin.model.Embedding;
import org.mkailin.model.IndexDescription;

/**
 * A finished index, read-only, shared by every thread.
 *
 * <p>The graph gives candidates, approximately the nearest. Their inner products are computed again
 * in double precision from the stored vectors, and the best k by those are returned. So the scores
 * are exact; that a nearer passage was missed is possible, and rarer the more candidates there are.
 */
final class LuceneIndex implements OpenIndex {
  private final String name;
  private final int candidates;
  private final Directory directory;
  private final DirectoryReader reader;
  private final IndexLabel label;

  private LuceneIndex(String name, int candidates, Directory directory, DirectoryReader reader)
      throws IOException {
    this.name = name;
    this.candidates = candidates;
    this.directory = directory;
    this.reader = reader;
    this.label = IndexLabel.read(reader.getIndexCommit().getUserData(), reader.numDocs(), name);
  }

  /**
   * Opens the index in a folder of this machine.
   *
   * @param name the index, for messages
   * @param candidates how many passages a search looks at, at least k
   * @throws IllegalStateException if it is none of this plugin's format
   */
  static LuceneIndex open(Path folder, String name, int candidates) throws IOException {
    Directory directory = FSDirectory.open(folder);
    try {
      DirectoryReader reader = DirectoryReader.open(directory);
      try {
        return new LuceneIndex(name, candidates, directory, reader);
      } catch (IOException | RuntimeException e) {
        reader.close();
        throw e;
      }
    } catch (IndexFormatTooNewException | IndexFormatTooOldException e) {
      directory.close();
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "index %s was written by another version of Lucene; rebuild the index",
              name),
          e);
    } catch (IndexNotFoundException | CorruptIndexException e) {
      directory.close();
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "index %s can't be read: it is damaged, or not of this plugin; rebuild the index",
              name),
          e);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  @Override
  public List<List<Context>> search(List<Query> queries) {
    return queries.stream().map(this::search).toList();
  }

  private List<Context> search(Query query) {
    if (query.vector().dimensions() != description().dimensions()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the query has %d dimensions, but index %s holds %d",
              query.vector().dimensions(),
              name,
              description().dimensions()));
    }
    // One segment, or none where the index is empty.
    if (reader.leaves().isEmpty()) {
      return List.of();
    }
    try {
      LeafReader segment = reader.leaves().get(0).reader();
      List<Scored> best = nearest(segment, query);
      StoredFields documents = segment.storedFields();
      List<Context> contexts = new ArrayList<>();
      for (Scored found : best.subList(0, Math.min(query.k(), best.size()))) {
        contexts.add(
            new Context(
                PassageDocument.passage(documents.document(found.document())), found.score()));
      }
      return contexts;
    } catch (IOException e) {
      throw new UncheckedIOException("index " + name + " can't be searched", e);
    }
  }

  /** A candidate with its inner product. */
  private record Scored(int document, double score) {
    // Documents stand in order of PMID, so equal scores do too.
    static final Comparator<Scored> BEST_FIRST =
        Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::document);
  }

  private List<Scored> nearest(LeafReader segment, Query query) throws IOException {
    ScoreDoc[] found =
        segment.searchNearestVectors(
                PassageDocument.VECTOR,
                query.vector().toArray(),
                Math.max(candidates, query.k()),
                allBut(query.except(), segment),
                Integer.MAX_VALUE)
            .scoreDocs;
    FloatVectorValues vectors = segment.getFloatVectorValues(PassageDocument.VECTOR);
    List<Scored> scored = new ArrayList<>(found.length);
    // Vectors are read forwards only.
    for (int document : Arrays.stream(found).mapToInt(f -> f.doc).sorted().toArray()) {
      vectors.advance(document);
      scored.add(new Scored(document, Embedding.of(vectors.vectorValue()).dot(query.vector())));
    }
    scored.sort(Scored.BEST_FIRST);
    return scored;
  }

  /** Which documents may come back; null for all. */
  private static @Nullable Bits allBut(Set<String> pmids, LeafReader segment) throws IOException {
    Set<Integer> excepted = new HashSet<>();
    for (String pmid : pmids) {
      PostingsEnum postings = segment.postings(new Term(PassageDocument.PMID, pmid));
      if (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        excepted.add(postings.docID());
      }
    }
    return excepted.isEmpty() ? null : new AllBut(excepted, segment.maxDoc());
  }

  private record AllBut(Set<Integer> excepted, int length) implements Bits {
    @Override
    public boolean get(int document) {
      return !excepted.contains(document);
    }
  }

  IndexLabel label() {
    return label;
  }

  @Override
  public IndexDescription description() {
    return label.description();
  }

  @Override
  public void close() throws IOException {
    try (directory;
        reader) {
      // Closes both, even if one fails.
    }
  }
}
