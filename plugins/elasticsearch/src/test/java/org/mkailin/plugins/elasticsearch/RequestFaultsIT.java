package org.mkailin.plugins.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mkailin.testkit.RandomPassages.BUILD;

import co.elastic.clients.util.BinaryData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mkailin.corpus.Context;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.model.PassageIndexWriter.Refused;
import org.mkailin.model.PassageIndexWriter.Written;
import org.mkailin.runtime.AgentLease;
import org.mkailin.testkit.RandomPassages;
import org.mkailin.testkit.elasticsearch.ElasticsearchServer;
import org.mkailin.testkit.elasticsearch.ElasticsearchVersion;
import org.mkailin.testkit.elasticsearch.FaultInjectingProxy;
import org.mkailin.testkit.elasticsearch.OnElasticsearch;
import org.mkailin.testkit.elasticsearch.ProxiedRequest;

/** A real node behind a proxy that answers, delays and loses what a cluster on a bad day does. */
@OnElasticsearch(ElasticsearchVersion.V9)
class RequestFaultsIT {
  private static final List<Entry> ENTRIES = RandomPassages.entries(200);
  private static final String BUSY =
      """
      {"error": {"type": "es_rejected_execution_exception", "reason": "too many"}, "status": 429}
      """;

  private FaultInjectingProxy proxy;
  private TestIndex index;

  @BeforeEach
  void open(ElasticsearchServer server) throws IOException {
    proxy = FaultInjectingProxy.before(server.url());
    index = TestIndex.at(proxy.url()).with("patience", "20s");
  }

  @AfterEach
  void close() {
    proxy.close();
  }

  private static Predicate<ProxiedRequest> requests(String api) {
    return request -> request.path().contains(api);
  }

  @Test
  void aWholeRequestThatIsTurnedAwayIsSentAgainInHalves() {
    List<ProxiedRequest> bulks = proxy.record(requests("_bulk"));
    proxy.next(3, requests("_bulk")).answer(429, BUSY);
    index.built(BUILD, ENTRIES);
    assertHoldsAll();
    // Turned away whole and again; then the first half, and again; that half, and the other.
    List<Long> documents = bulks.stream().map(b -> b.text().lines().count() / 2).toList();
    assertThat(documents).containsExactly(200L, 200L, 100L, 100L, 100L);
  }

  @Test
  void whatIsTooLargeForTheServerOrAProxyIsHalvedUntilItFits() {
    Predicate<ProxiedRequest> large = request -> request.body().length > 10_000;
    proxy.every(requests("_bulk").and(large)).answer(413, "text/html", "<h1>Too large</h1>");
    index.built(BUILD, ENTRIES);
    assertHoldsAll();
  }

  @Test
  void documentsAreNotMadeBeforeARequestHasRoomForThem() throws IOException {
    List<ProxiedRequest> bulks = proxy.record(requests("_bulk"));
    List<Integer> sentBefore = new ArrayList<>();
    BulkWriter.Document document =
        new BulkWriter.Document(
            "1", BinaryData.of("{}".getBytes(StandardCharsets.UTF_8), "application/json"));
    try (Cluster cluster = Cluster.open(index.config().connection())) {
      BulkWriter.write(
          cluster,
          index.name(),
          1,
          Stream.generate(() -> document)
              .limit(5)
              .peek(d -> sentBefore.add(bulks.size()))
              .iterator());
    }
    // Each request has room for one; the next is made to see whether it fits, too.
    assertThat(sentBefore).containsExactly(0, 0, 1, 2, 3);
  }

  @Test
  void aDocumentThatIsTooLargeByItselfIsRefusedAlone() {
    proxy
        .every(requests("_bulk").and(request -> request.text().contains("\"pmid\":\"77\"")))
        .answer(413, "text/html", "<h1>Too large</h1>");
    try (AgentLease lease = index.lease()) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(BUILD);
      Written written = writer.write(BUILD, ENTRIES);
      assertThat(written.passages()).isEqualTo(199);
      assertThat(written.refused())
          .containsExactly(new Refused("77", "too-large", "an answer that is not Elasticsearch's"));
      writer.finish(BUILD, List.of(written));
    }
  }

  @Test
  void whatWasWrittenThoughItsAnswerWasLostIsThereOnce() {
    proxy.next(2, requests("_bulk")).loseAnswer();
    index.built(BUILD, ENTRIES);
    assertHoldsAll();
  }

  @Test
  void itemsThatAreTurnedAwayAreSentAgainAlone() {
    List<ProxiedRequest> bulks = proxy.record(requests("_bulk"));
    String item = "{\"index\": {\"_index\": \"i\", \"_id\": \"%d\", \"status\": %d%s}}";
    String refusal =
        ", \"error\": {\"type\": \"es_rejected_execution_exception\", \"reason\": \"too many\"}";
    String rest =
        ", \"_version\": 1, \"result\": \"created\", \"_seq_no\": 1, \"_primary_term\": 1";
    proxy
        .next(1, requests("_bulk"))
        .answer(
            200,
            String.format(
                Locale.ROOT,
                "{\"took\": 1, \"errors\": true, \"items\": [%s, %s, %s]}",
                String.format(Locale.ROOT, item, 1, 429, refusal),
                String.format(Locale.ROOT, item, 2, 201, rest),
                String.format(Locale.ROOT, item, 3, 503, refusal)));
    try (AgentLease lease = index.lease()) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(BUILD);
      assertThat(writer.write(BUILD, ENTRIES.subList(0, 3)).passages()).isEqualTo(3);
    }
    assertThat(bulks).hasSize(2);
    assertThat(bulks.get(1).text()).contains("\"pmid\":\"1\"", "\"pmid\":\"3\"");
    assertThat(bulks.get(1).text()).doesNotContain("\"pmid\":\"2\"");
  }

  @Test
  void aCountOfSomeShardsIsNoCount() {
    proxy
        .next(1, requests("_count"))
        .answer(
            200,
            "{\"count\": 3, \"_shards\": {\"total\": 2, \"successful\": 1, \"skipped\": 0, \"failed\": 1}}");
    index.built(BUILD, ENTRIES);
    assertHoldsAll();
  }

  @Test
  void aClusterThatStaysBusyIsGivenUpAfterTheLimitWithItsWords() {
    proxy.every(requests("_bulk")).answer(429, BUSY);
    try (AgentLease lease = index.with("patience", "1s").lease()) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(BUILD);
      assertThatThrownBy(() -> writer.write(BUILD, ENTRIES))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Elasticsearch at " + proxy.url())
          .hasMessageMatching("(?s).*given up after 1 s and \\d+ tries: 429,.*too many.*");
    }
  }

  @Test
  void searchesOfABatchAreSeenOneByOne() {
    index.built(BUILD, ENTRIES);
    List<ProxiedRequest> searches = proxy.record(requests("_msearch"));
    // The second search has an answer of some shards only, the third was turned away.
    String busy = BUSY.replace("\n", "");
    String partial =
        "{\"took\": 1, \"timed_out\": true, \"_shards\": {\"total\": 1, \"successful\": 1, \"skipped\": 0,"
            + " \"failed\": 0}, \"hits\": {\"hits\": []}, \"status\": 200}";
    proxy
        .next(1, requests("_msearch"))
        .answer(
            200,
            String.format(Locale.ROOT, "{\"took\": 1, \"responses\": [%s, %s]}", partial, busy));
    List<PassageIndex.Query> queries = RandomPassages.queries(10, Set.of()).subList(0, 2);
    List<List<Context>> found = index.search(queries);
    for (int i = 0; i < queries.size(); i++) {
      assertThat(found.get(i)).isEqualTo(RandomPassages.exact(ENTRIES, queries.get(i)));
    }
    assertThat(searches).hasSize(2);
  }

  @Test
  void aSearchThatCanNotWorkIsToldAtOnce(ElasticsearchServer server) throws IOException {
    index.built(BUILD, ENTRIES.subList(0, 3));
    try (AgentLease lease = index.lease()) {
      PassageIndex opened = lease.get(PassageIndex.class);
      server.send("DELETE", "/" + index.name() + "-mkailin-*?expand_wildcards=open", "");
      String version = server.send("GET", "/_cat/indices/" + index.name() + "*?h=i", "").body();
      version.lines().forEach(name -> delete(server, name));
      assertThatThrownBy(() -> opened.search(RandomPassages.queries()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("404, index_not_found_exception: no such index")
          .message()
          .doesNotContain("given up");
    }
  }

  private static void delete(ElasticsearchServer server, String name) {
    try {
      server.send("DELETE", "/" + name, "");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSlowAnswerIsWaitedForAndOneThatIsTooSlowIsAskedForAgain() {
    TestIndex hasty = index.with("timeout", "1s");
    proxy.next(1, requests("_bulk")).delay(Duration.ofMillis(300));
    proxy.next(1, requests("_bulk")).delay(Duration.ofSeconds(3));
    hasty.built(BUILD, ENTRIES);
    proxy.next(1, requests("_msearch")).delay(Duration.ofSeconds(3));
    assertThat(hasty.search(RandomPassages.queries())).hasSize(20);
    assertHoldsAll();
  }

  @Test
  void aGatewayThatIsAwayIsWaitedFor() {
    proxy.next(2, request -> true).answer(502, "text/html", "<h1>Bad gateway</h1>");
    proxy.next(1, requests("_aliases")).answer(503, "text/html", "<h1>Unavailable</h1>");
    index.built(BUILD, ENTRIES);
    assertHoldsAll();
  }

  @Test
  void anAddressWithoutAnythingIsToldInSeconds() throws IOException {
    String nowhere = proxy.url();
    proxy.close();
    assertThatThrownBy(() -> TestIndex.at(nowhere).search(List.of()))
        .hasMessageContaining("Elasticsearch at " + nowhere + ": given up after 5 s")
        .hasMessageContaining("check hosts (http or https) and proxy, and whether it runs");
  }

  @Test
  void httpsWhereThereIsNoneIsToldAsThat(ElasticsearchServer server) {
    String https = server.url().replace("http://", "https://");
    assertThatThrownBy(() -> TestIndex.at(https).search(List.of()))
        .hasMessageContaining("there is no TLS")
        .hasMessageContaining("http:// instead of https://");
  }

  @Test
  void anotherHostTakesOverWhereOneIsAway(ElasticsearchServer server) {
    proxy.close();
    TestIndex both = index.with("hosts", List.of(proxy.url(), server.url()));
    both.built(BUILD, ENTRIES.subList(0, 3));
    assertThat(both.search(RandomPassages.queries()).get(0)).hasSize(1);
  }

  @Test
  void everyRequestGoesThroughTheProxy(ElasticsearchServer server) {
    List<ProxiedRequest> all = proxy.record(request -> true);
    TestIndex behind = index.with("hosts", List.of(server.url())).with("proxy", proxy.url());
    behind.built(BUILD, ENTRIES.subList(0, 3));
    assertThat(all).isNotEmpty().allMatch(r -> r.uri().toString().startsWith(server.url()));
  }

  @Test
  void vectorsAreSentInTheCompactForm() {
    List<ProxiedRequest> all = proxy.record(r -> r.path().matches(".*_(bulk|msearch).*"));
    index.built(BUILD, ENTRIES.subList(0, 1)).search(RandomPassages.queries());
    assertThat(all).hasSize(2);
    assertThat(all.get(0).text()).containsPattern("\"vector\":\"[A-Za-z0-9+/]{43}=\"");
    assertThat(all.get(1).text()).containsPattern("\"query_vector\":\"[A-Za-z0-9+/]{43}=\"");
  }

  private void assertHoldsAll() {
    proxy.heal();
    List<PassageIndex.Query> queries = RandomPassages.queries();
    List<List<Context>> found = index.search(queries);
    for (int i = 0; i < queries.size(); i++) {
      assertThat(found.get(i)).isEqualTo(RandomPassages.exact(ENTRIES, queries.get(i)));
    }
    PassageIndex.Query all = RandomPassages.queries(1000, Set.of()).get(0);
    assertThat(index.search(List.of(all)).get(0)).hasSize(ENTRIES.size());
  }
}
