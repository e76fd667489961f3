package org.mkailin.plugins.elasticsearch;

import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mkailin.corpus.Context;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndex;

/**
 * A finished index on the cluster, shared by every thread.
 *
 * <p>The graph finds candidates, approximately the nearest; Elasticsearch scores the best of them
 * again by their exact vectors where the graph's are smaller. The scores that are returned are
 * computed here, in double precision from the indexed vectors: they are exact, and the same as any
 * other engine's. The index is the one that the alias points to when it is opened; it stays that
 * one though the alias moves.
 */
final class ElasticsearchIndex implements PassageIndex {
  // How many passages of each ranking are fused.
  private static final int FUSION_WINDOW = 50;
  private static final int FETCHED_AT_ONCE = 500;
  private static final Comparator<Context> BEST_FIRST =
      Comparator.comparingDouble(Context::score)
          .reversed()
          .thenComparing(context -> context.passage().pmid());

  private final ElasticsearchConfig config;
  private final String index;
  private final IndexDescription description;
  private final SearchBatch batch;
  private final SearchBodies bodies;
  private final Rounds<Context> nearest;
  private final Rounds<String> fused;

  private ElasticsearchIndex(
      ElasticsearchConfig config, Cluster cluster, String index, IndexDescription description) {
    this.config = config;
    this.index = index;
    this.description = description;
    this.batch = new SearchBatch(cluster, index);
    this.bodies = new SearchBodies(config, cluster.version());
    this.nearest = new Rounds<>(batch, new Nearest(bodies), 1);
    this.fused = new Rounds<>(batch, new Fused(bodies), FUSION_WINDOW);
  }

  /**
   * Opens the index that the alias points to now.
   *
   * @throws IllegalStateException saying what is wrong: no such index, not ours, another mapping,
   *     no right to search
   */
  static ElasticsearchIndex open(ElasticsearchConfig config, Cluster cluster) {
    Catalogue catalogue = new Catalogue(cluster, new IndexNames(config.index()));
    Catalogue.Found found =
        catalogue
            .served()
            .orElseThrow(() -> new IllegalStateException(missing(config, cluster, catalogue)));
    String name =
        String.format(
            Locale.ROOT, "%s: index %s (%s)", cluster.name(), config.index(), found.name());
    IndexDescription description = PassageMapping.descriptionIn(found.mapping(), name);
    List<String> differences =
        PassageMapping.of(config, description).differencesFrom(found.mapping());
    if (!differences.isEmpty()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s has another mapping than its configuration says: %s; build it anew with `mkailin index --replace`, or change the configuration",
              name,
              String.join(", ", differences)));
    }
    checkFindsSomething(config, cluster, found.name(), name);
    return new ElasticsearchIndex(config, cluster, found.name(), description);
  }

  /** Also shows whether one may search at all, before anything is asked. */
  private static void checkFindsSomething(
      ElasticsearchConfig config, Cluster cluster, String index, String name) {
    ObjectNode passing = new SearchBodies(config, cluster.version()).passing();
    long found =
        cluster
            .patience("opening index " + index)
            .with(() -> cluster.json("POST", "/" + index + "/_count", passing))
            .path("count")
            .asLong();
    if (found == 0 && config.hasFilter()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s holds no passage that from-year, to-year and mesh let pass; check them",
              name));
    }
  }

  private static String missing(ElasticsearchConfig config, Cluster cluster, Catalogue catalogue) {
    List<String> unfinished =
        catalogue.versions().stream().map(Catalogue.Found::name).sorted().toList();
    return unfinished.isEmpty()
        ? String.format(
            Locale.ROOT,
            "%s: there is no index %s; build it with `mkailin index`",
            cluster.name(),
            config.index())
        : String.format(
            Locale.ROOT,
            "%s: index %s is unfinished (%s); `mkailin index` with the same citations goes on with it",
            cluster.name(),
            config.index(),
            String.join(", ", unfinished));
  }

  @Override
  public IndexDescription description() {
    return description;
  }

  @Override
  public List<List<Context>> search(List<Query> queries) {
    for (Query query : queries) {
      if (query.vector().dimensions() != description.dimensions()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the query has %d dimensions, but index %s holds %d",
                query.vector().dimensions(),
                index,
                description.dimensions()));
      }
    }
    return config.hybrid() ? fused(queries) : nearest.of(queries);
  }

  /** The nearest passages; the score of each is its inner product. */
  private static final class Nearest implements Rounds.Kind<Context> {
    private final SearchBodies bodies;

    Nearest(SearchBodies bodies) {
      this.bodies = bodies;
    }

    @Override
    public List<ObjectNode> searches(Query query, int most, Collection<String> barred) {
      return List.of(bodies.nearest(query.vector(), most, barred, true));
    }

    @Override
    public List<Context> results(Query query, List<List<Hit<PassageDocument>>> hits) {
      return hits.get(0).stream()
          .filter(hit -> !query.except().contains(hit.id()))
          .map(hit -> context(query, documentOf(hit)))
          .sorted(BEST_FIRST)
          .limit(query.k())
          .toList();
    }
  }

  /** The PMIDs of the best passages by vector and by words together. */
  private static final class Fused implements Rounds.Kind<String> {
    private final SearchBodies bodies;

    Fused(SearchBodies bodies) {
      this.bodies = bodies;
    }

    @Override
    public List<ObjectNode> searches(Query query, int most, Collection<String> barred) {
      return List.of(
          bodies.nearest(query.vector(), most, barred, false),
          bodies.matching(query.text(), most, barred));
    }

    @Override
    public List<String> results(Query query, List<List<Hit<PassageDocument>>> hits) {
      List<List<String>> rankings =
          hits.stream()
              .map(
                  ranking ->
                      ranking.stream()
                          .map(Hit::id)
                          .filter(pmid -> !query.except().contains(pmid))
                          .toList())
              .toList();
      List<String> fused = RankFusion.of(rankings);
      return fused.subList(0, Math.min(query.k(), fused.size()));
    }
  }

  private List<List<Context>> fused(List<Query> queries) {
    List<List<String>> ranked = fused.of(queries);
    Map<String, PassageDocument> documents =
        documents(ranked.stream().flatMap(List::stream).distinct().toList());
    List<List<Context>> contexts = new ArrayList<>(queries.size());
    for (int i = 0; i < queries.size(); i++) {
      Query query = queries.get(i);
      contexts.add(
          ranked.get(i).stream().map(pmid -> context(query, documents.get(pmid))).toList());
    }
    return contexts;
  }

  private Map<String, PassageDocument> documents(List<String> pmids) {
    List<ObjectNode> searches = new ArrayList<>();
    for (int from = 0; from < pmids.size(); from += FETCHED_AT_ONCE) {
      searches.add(
          bodies.documents(pmids.subList(from, Math.min(from + FETCHED_AT_ONCE, pmids.size()))));
    }
    Map<String, PassageDocument> documents = new HashMap<>();
    for (List<Hit<PassageDocument>> hits : batch.hits(searches)) {
      hits.forEach(hit -> documents.put(hit.id(), documentOf(hit)));
    }
    return documents;
  }

  private static PassageDocument documentOf(Hit<PassageDocument> hit) {
    PassageDocument document = hit.source();
    if (document == null) {
      throw new IllegalStateException("hit " + hit.id() + " came without its document");
    }
    return document;
  }

  private static Context context(Query query, PassageDocument found) {
    return new Context(found.passage(), found.embedding().dot(query.vector()));
  }
}
