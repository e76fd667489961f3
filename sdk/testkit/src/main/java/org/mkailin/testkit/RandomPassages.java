package org.mkailin.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.MeshQualifier;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndex.Query;
import org.mkailin.model.PassageIndexWriter.Build;
import org.mkailin.model.PassageIndexWriter.Entry;

/**
 * Passages with random unit vectors of 8 dimensions, the same ones each time: for tests of an index
 * that need more than a handful.
 *
 * <p>Passage i has PMID i, a year from 1975 to 2024, which is 1975 + i mod 50, and the one heading
 * «Topic i mod 10».
 */
public final class RandomPassages {
  public static final IndexDescription DESCRIPTION = new IndexDescription("random/8", 8);
  public static final Build BUILD = new Build("build-1", "random", DESCRIPTION, false);

  private RandomPassages() {}

  /** The first passages, with their vectors. */
  public static List<Entry> entries(int count) {
    Random random = new Random(1);
    List<Entry> entries = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      entries.add(new Entry(passage(i), vector(random)));
    }
    return entries;
  }

  private static Passage passage(int i) {
    MeshHeading heading =
        new MeshHeading(
            "D00000" + i % 10,
            "Topic " + i % 10,
            i % 2 == 0,
            List.of(new MeshQualifier("Q000627", "therapeutic use", false)));
    return new Passage(
        Integer.toString(i), "Title " + i, "Text " + i, 1975 + i % 50, List.of(heading));
  }

  /** Twenty questions, each for the 10 nearest but passages 1 and 2. */
  public static List<Query> queries() {
    return queries(10, Set.of("1", "2"));
  }

  /** Twenty questions, each for the k nearest but some. */
  public static List<Query> queries(int k, Set<String> except) {
    Random random = new Random(2);
    return Stream.generate(() -> new Query("random", vector(random), k, except)).limit(20).toList();
  }

  /** What an exact search returns. */
  public static List<Context> exact(List<Entry> entries, Query query) {
    return entries.stream()
        .filter(entry -> !query.except().contains(entry.passage().pmid()))
        .map(entry -> new Context(entry.passage(), entry.vector().dot(query.vector())))
        .sorted(
            Comparator.comparingDouble(Context::score)
                .reversed()
                .thenComparing(context -> context.passage().pmid()))
        .limit(query.k())
        .toList();
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
