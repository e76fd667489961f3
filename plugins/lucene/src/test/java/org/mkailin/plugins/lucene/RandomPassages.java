package org.mkailin.plugins.lucene;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.PassageIndexWriter.Build;
import org.mkailin.model.PassageIndexWriter.Entry;

/** Passages with random unit vectors of 8 dimensions, the same ones each time. */
final class RandomPassages {
  static final IndexDescription DESCRIPTION = new IndexDescription("random/8", 8);
  static final Build BUILD = new Build("build-1", "random", DESCRIPTION, false);

  private RandomPassages() {}

  static List<Entry> entries(int count) {
    Random random = new Random(1);
    List<Entry> entries = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      entries.add(
          new Entry(
              new Passage(Integer.toString(i), "Title " + i, "Text " + i, 2000, List.of()),
              vector(random)));
    }
    return entries;
  }

  /** Twenty questions, each for the 10 nearest but passages 1 and 2. */
  static List<PassageIndex.Query> queries() {
    Random random = new Random(2);
    List<PassageIndex.Query> queries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      queries.add(new PassageIndex.Query("random", vector(random), 10, Set.of("1", "2")));
    }
    return queries;
  }

  /** What an exact search returns. */
  static List<Context> exact(List<Entry> entries, PassageIndex.Query query) {
    return entries.stream()
        .filter(entry -> !query.except().contains(entry.passage().pmid()))
        .map(entry -> new Context(entry.passage(), entry.vector().dot(query.vector())))
        .sorted((a, b) -> Double.compare(b.score(), a.score()))
        .limit(query.k())
        .toList();
  }

  /** A configuration with the defaults. */
  static LuceneConfig config(String path) {
    return new LuceneConfig(path, Optional.empty(), 100, 16, 100);
  }

  private static Embedding vector(Random random) {
    float[] values = new float[DESCRIPTION.dimensions()];
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
      squares += values[i] * values[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] / Math.sqrt(squares));
    }
    return Embedding.of(values);
  }
}
