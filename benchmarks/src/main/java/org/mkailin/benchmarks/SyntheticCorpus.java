package org.mkailin.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;
import org.mkailin.model.PassageIndex.Query;
import org.mkailin.model.PassageIndexWriter.Entry;

/**
 * Passages with vectors, and queries, that look like PubMed to an index; the same for the same
 * seed.
 *
 * <p>Vectors: 1,000 clusters (one for each hundred passages, if there are fewer) have centres drawn
 * uniformly from the unit sphere, and {@value #DIRECTIONS} random directions each: texts on one
 * subject differ in few ways, so their embeddings spread in far fewer dimensions than they have. A
 * vector is the centre of a cluster that is drawn uniformly, plus Gaussian noise of expected length
 * {@value #NOISE} along its directions, scaled to unit length. Two of one cluster have a cosine of
 * 1 / (1 + {@value #NOISE}²) ≈ 0.67 ± 0.07, two of different ones 0 ± 0.05. Queries are further
 * draws.
 *
 * <p>Texts: words of {@value #WORDS} made-up ones, of which the i-th is drawn the more often the
 * smaller i is; 10 in a title, {@value #TEXT_WORDS} in an abstract (some 1,500 characters), 8 in a
 * query; ten MeSH headings of 500.
 */
final class SyntheticCorpus {
  private static final int MOST_CLUSTERS = 1000;
  private static final int LEAST_IN_CLUSTER = 100;
  private static final double NOISE = 0.7;
  private static final int DIRECTIONS = 24;
  private static final int WORDS = 20_000;
  private static final int TITLE_WORDS = 10;
  private static final int TEXT_WORDS = 175;
  private static final int QUERY_WORDS = 8;
  private static final int HEADINGS = 10;
  private static final int DESCRIPTORS = 500;
  private static final List<String> SYLLABLES =
      List.of("an", "ce", "do", "fi", "gen", "ka", "li", "mor", "ne", "pro", "sis", "tu");

  private SyntheticCorpus() {}

  /**
   * Draws a corpus.
   *
   * @param k what a query asks for
   */
  static SearchCorpus of(int passages, int queries, int dimensions, int k, long seed) {
    Random random = new Random(seed);
    int clusters = Math.max(1, Math.min(MOST_CLUSTERS, passages / LEAST_IN_CLUSTER));
    List<Cluster> drawn =
        IntStream.range(0, clusters).mapToObj(i -> new Cluster(dimensions, random)).toList();
    List<Entry> entries = new ArrayList<>(passages);
    for (int i = 1; i <= passages; i++) {
      entries.add(new Entry(passage(i, random), vector(drawn, random)));
    }
    List<Query> asked = new ArrayList<>(queries);
    for (int i = 0; i < queries; i++) {
      asked.add(new Query(words(QUERY_WORDS, random), vector(drawn, random), k, Set.of()));
    }
    return new SearchCorpus(entries, asked);
  }

  private static Passage passage(int pmid, Random random) {
    List<MeshHeading> headings =
        random
            .ints(0, DESCRIPTORS)
            .distinct()
            .limit(HEADINGS)
            .mapToObj(
                i ->
                    new MeshHeading(
                        String.format(Locale.ROOT, "D%06d", i), "Term " + i, i % 3 == 0, List.of()))
            .toList();
    return new Passage(
        Integer.toString(pmid),
        words(TITLE_WORDS, random),
        words(TEXT_WORDS, random),
        SearchCorpus.FIRST_YEAR + random.nextInt(SearchCorpus.YEARS),
        headings);
  }

  private static String words(int count, Random random) {
    return IntStream.range(0, count)
        .mapToObj(i -> word((int) (WORDS * Math.pow(random.nextDouble(), 3))))
        .collect(Collectors.joining(" "));
  }

  /** A number in syllables; no two numbers are the same word. */
  private static String word(int number) {
    StringBuilder word = new StringBuilder();
    for (int left = number; left > 0 || word.isEmpty(); left /= SYLLABLES.size()) {
      word.append(SYLLABLES.get(left % SYLLABLES.size()));
    }
    return word.toString();
  }

  private static Embedding vector(List<Cluster> clusters, Random random) {
    return clusters.get(random.nextInt(clusters.size())).vector(random);
  }

  /** Where vectors are dense: around a centre, along directions of unit length. */
  private static final class Cluster {
    private final float[] centre;
    private final List<float[]> directions;

    Cluster(int dimensions, Random random) {
      centre = direction(dimensions, random);
      directions =
          IntStream.range(0, DIRECTIONS).mapToObj(i -> direction(dimensions, random)).toList();
    }

    private static float[] direction(int dimensions, Random random) {
      float[] values = new float[dimensions];
      for (int i = 0; i < dimensions; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return unit(values);
    }

    Embedding vector(Random random) {
      float[] vector = centre.clone();
      for (float[] direction : directions) {
        double far = NOISE / Math.sqrt(DIRECTIONS) * random.nextGaussian();
        for (int i = 0; i < vector.length; i++) {
          vector[i] += (float) (far * direction[i]);
        }
      }
      return Embedding.of(unit(vector));
    }
  }

  private static float[] unit(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] / length);
    }
    return values;
  }
}
