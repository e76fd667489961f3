package org.mkailin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;
import org.mkailin.model.PassageIndex.Query;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.model.TextEncoder;
import org.mkailin.runtime.AgentLease;

/**
 * Real texts, one a line, with the vectors that all-MiniLM-L6-v2 gives them: how well quantised
 * vectors are found depends on how real ones lie.
 */
final class EncodedTexts {
  private static final int ENCODED_AT_ONCE = 64;

  private EncodedTexts() {}

  /**
   * Encodes texts.
   *
   * @param texts file of the passages
   * @param questions file of the queries
   * @param most how many passages to take at most
   * @param mostQueries how many queries to take at most
   * @param k what a query asks for
   * @param seed of the years
   */
  static SearchCorpus of(
      Path texts, Path questions, int most, int mostQueries, int k, int threads, long seed)
      throws IOException {
    AgentSpec encoder = new AgentSpec("encoder", List.of("minilm"), Map.of());
    try (AgentLease lease = AgentLease.of(encoder);
        InParallel workers = new InParallel(threads)) {
      TextEncoder minilm = lease.get(TextEncoder.class);
      List<String> passages = lines(texts, most);
      List<Embedding> vectors = encoded(passages, minilm::encodePassages, workers);
      List<String> asked = lines(questions, mostQueries);
      List<Embedding> askedVectors = encoded(asked, minilm::encodeQueries, workers);
      Random random = new Random(seed);
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < passages.size(); i++) {
        int year = SearchCorpus.FIRST_YEAR + random.nextInt(SearchCorpus.YEARS);
        Passage passage =
            new Passage(Integer.toString(i + 1), "", passages.get(i), year, List.of());
        entries.add(new Entry(passage, vectors.get(i)));
      }
      List<Query> queries = new ArrayList<>();
      for (int i = 0; i < asked.size(); i++) {
        queries.add(new Query(asked.get(i), askedVectors.get(i), k, Set.of()));
      }
      return new SearchCorpus(entries, queries);
    }
  }

  private static List<String> lines(Path file, int most) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.subList(0, Math.min(most, lines.size()));
  }

  private static List<Embedding> encoded(
      List<String> texts, Function<List<String>, List<Embedding>> encoder, InParallel workers) {
    return workers
        .all(
            SearchSpeed.parts(texts, ENCODED_AT_ONCE).stream()
                .<Callable<List<Embedding>>>map(part -> () -> encoder.apply(part))
                .toList())
        .stream()
        .flatMap(List::stream)
        .toList();
  }
}
