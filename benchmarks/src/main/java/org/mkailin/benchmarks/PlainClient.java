package org.mkailin.benchmarks;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._helpers.bulk.BulkIngester;
import co.elastic.clients.elasticsearch._types.KnnSearch;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;
import org.mkailin.model.PassageIndex.Query;
import org.mkailin.model.PassageIndexWriter.Entry;

/**
 * Elasticsearch's own Java client as anyone would use it first: vectors as lists of numbers, bulks
 * by its helper's defaults, one search a query, and whatever index the server makes of a field of
 * so many dimensions. Nothing is retried or checked.
 */
final class PlainClient implements SearchEngine, AutoCloseable {
  private static final String VECTOR = "vector";
  private static final int CANDIDATES = 50;

  private final ElasticsearchClient client;
  private final String index;
  private final int dimensions;
  private final IndexLocation location;

  PlainClient(List<String> hosts, String index, int dimensions, IndexLocation location) {
    RestClient http =
        RestClient.builder(hosts.stream().map(HttpHost::create).toArray(HttpHost[]::new)).build();
    this.client = new ElasticsearchClient(new RestClientTransport(http, new JacksonJsonpMapper()));
    this.index = index;
    this.dimensions = dimensions;
    this.location = location;
  }

  @Override
  public String title() {
    return "plain client";
  }

  @Override
  public List<Way> ways() {
    return List.of(Way.NEAREST, Way.FILTERED);
  }

  @Override
  public void begin() throws IOException {
    delete();
    client
        .indices()
        .create(
            c ->
                c.index(index)
                    .mappings(
                        m -> m.properties(VECTOR, p -> p.denseVector(d -> d.dims(dimensions)))));
  }

  /** One thread adds; the helper sends. */
  @Override
  public void fill(List<Entry> entries, int threads) throws IOException {
    try (BulkIngester<Void> ingester = BulkIngester.of(b -> b.client(client))) {
      for (Entry entry : entries) {
        Map<String, Object> document = document(entry);
        ingester.add(
            op -> op.index(i -> i.index(index).id(entry.passage().pmid()).document(document)));
      }
    }
    client.indices().refresh(r -> r.index(index));
    long count = client.count(c -> c.index(index)).count();
    if (count != entries.size()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "index %s holds %d passages, but the helper was given %d; the cluster is too busy",
              index,
              count,
              entries.size()));
    }
  }

  private static Map<String, Object> document(Entry entry) {
    Passage passage = entry.passage();
    return Map.of(
        "pmid",
        passage.pmid(),
        "title",
        passage.title(),
        "text",
        passage.text(),
        "year",
        Optional.ofNullable(passage.year()).orElseThrow(),
        "headings",
        passage.headings().stream().map(h -> Map.of("ui", h.ui(), "name", h.name())).toList(),
        VECTOR,
        numbers(entry.vector()));
  }

  private static List<Float> numbers(Embedding vector) {
    List<Float> numbers = new ArrayList<>(vector.dimensions());
    for (float value : vector.toArray()) {
      numbers.add(value);
    }
    return numbers;
  }

  @Override
  public Searcher open(Way way) {
    return new Searcher() {
      @Override
      public List<List<String>> search(List<Query> queries) throws IOException {
        List<List<String>> found = new ArrayList<>(queries.size());
        for (Query query : queries) {
          found.add(nearest(query, way));
        }
        return found;
      }

      @Override
      public void close() {
        // The client is closed with the engine.
      }
    };
  }

  @SuppressWarnings("rawtypes")
  private List<String> nearest(Query query, Way way) throws IOException {
    SearchResponse<Map> answer = client.search(s -> s.index(index).knn(knn(query, way)), Map.class);
    return answer.hits().hits().stream().map(Hit::id).toList();
  }

  private static KnnSearch knn(Query query, Way way) {
    KnnSearch.Builder knn =
        new KnnSearch.Builder()
            .field(VECTOR)
            .queryVector(numbers(query.vector()))
            .k(query.k())
            .numCandidates(CANDIDATES);
    if (way == Way.FILTERED) {
      double from = SearchCorpus.FILTERED_FROM;
      knn.filter(f -> f.range(r -> r.number(n -> n.field("year").gte(from))));
    }
    return knn.build();
  }

  @Override
  public Size size() throws IOException {
    return location.size();
  }

  @Override
  public void delete() throws IOException {
    location.delete();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
