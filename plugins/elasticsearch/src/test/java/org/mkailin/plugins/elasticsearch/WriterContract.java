package org.mkailin.plugins.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mkailin.testkit.RandomPassages.BUILD;
import static org.mkailin.testkit.RandomPassages.DESCRIPTION;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.model.PassageIndexWriter.Build;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.model.PassageIndexWriter.Refused;
import org.mkailin.model.PassageIndexWriter.Written;
import org.mkailin.runtime.AgentLease;
import org.mkailin.testkit.RandomPassages;
import org.mkailin.testkit.elasticsearch.ElasticsearchServer;

/** What holds of writing on every version. */
abstract class WriterContract {
  private static final List<Entry> ENTRIES = RandomPassages.entries(1000);

  private ElasticsearchServer server;
  private TestIndex index;

  @BeforeEach
  void use(ElasticsearchServer server) {
    this.server = server;
    this.index = TestIndex.at(server.url());
  }

  @Test
  void whileItIsFilledTheIndexIsNotRefreshedAndHasNoReplicas() throws IOException {
    try (AgentLease lease = index.with("shards", 2).lease()) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(BUILD);
      JsonNode filling = settings();
      assertThat(filling.path("refresh_interval").asText()).isEqualTo("-1");
      assertThat(filling.path("number_of_replicas").asText()).isEqualTo("0");
      assertThat(filling.path("number_of_shards").asText()).isEqualTo("2");
      writer.finish(BUILD, List.of(writer.write(BUILD, ENTRIES.subList(0, 3))));
      JsonNode finished = settings();
      assertThat(finished.has("refresh_interval")).isFalse();
      assertThat(finished.path("number_of_replicas").asText()).isEqualTo("1");
    }
  }

  private JsonNode settings() throws IOException {
    return version().path("settings").path("index");
  }

  /** The one index behind the alias. */
  private JsonNode version() throws IOException {
    JsonNode versions = get("/" + index.name() + "-mkailin-*");
    assertThat(versions).hasSize(1);
    return versions.elements().next();
  }

  private JsonNode get(String path) throws IOException {
    return PassageDocument.JSON.readTree(server.send("GET", path, "").body());
  }

  @Test
  void nothingOfTheMappingIsLeftToTheServer() throws IOException {
    index.built(BUILD, ENTRIES.subList(0, 3));
    JsonNode mapping = version().path("mappings");
    assertThat(mapping.path("dynamic").asText()).isEqualTo("strict");
    assertThat(mapping.path("_meta").path("mkailin").path("encoder").asText())
        .isEqualTo("random/8");
    JsonNode vector = mapping.path("properties").path("vector");
    assertThat(vector.path("dims").asInt()).isEqualTo(8);
    assertThat(vector.path("similarity").asText()).isEqualTo("max_inner_product");
    assertThat(vector.path("index_options").toString())
        .isEqualTo("{\"type\":\"int8_hnsw\",\"m\":16,\"ef_construction\":100}");
    // Made by hand, it has the same mapping: nothing can slip in while it is filled.
    server.send("PUT", "/" + index.name() + "-mkailin-0", "");
    assertThat(
            get("/" + index.name() + "-mkailin-0")
                .path(index.name() + "-mkailin-0")
                .path("mappings"))
        .isEqualTo(mapping);
  }

  @Test
  void whatCannotBeIndexedIsRefusedWithElasticsearchsReasonAndTheRestIsThere() {
    Passage passage = ENTRIES.get(0).passage();
    MeshHeading endless = new MeshHeading("D1", "x".repeat(40_000), false, List.of());
    Entry bad =
        new Entry(
            new Passage("77", passage.title(), passage.text(), 2000, List.of(endless)),
            ENTRIES.get(0).vector());
    List<Entry> entries = new ArrayList<>(ENTRIES.subList(0, 10));
    entries.add(4, bad);
    try (AgentLease lease = index.lease()) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(BUILD);
      Written written = writer.write(BUILD, entries);
      assertThat(written.passages()).isEqualTo(10);
      assertThat(written.refused()).hasSize(1);
      Refused refused = written.refused().get(0);
      assertThat(refused.pmid()).isEqualTo("77");
      assertThat(refused.reason()).isEqualTo("document-parsing-exception");
      assertThat(refused.detail()).contains("headings.name").contains("32766");
      writer.finish(BUILD, List.of(written));
    }
    assertThat(index.search(RandomPassages.queries(20, Set.of())).get(0)).hasSize(10);
  }

  @Test
  void anIndexThatRefusesEverythingFailsTheWrite() {
    MeshHeading endless = new MeshHeading("D1", "x".repeat(40_000), false, List.of());
    List<Entry> bad =
        ENTRIES.subList(0, 10).stream()
            .map(
                e ->
                    new Entry(
                        new Passage(e.passage().pmid(), "", "", 2000, List.of(endless)),
                        e.vector()))
            .toList();
    try (AgentLease lease = index.lease()) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(BUILD);
      assertThatThrownBy(() -> writer.write(BUILD, bad))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("refuses all of 10 passages")
          .hasMessageContaining("PMID 10, ");
    }
  }

  @Test
  void anotherJobGoesOnWithWhatTheFirstLeftBehind() {
    Build later = new Build("build-2", BUILD.corpus(), DESCRIPTION, false);
    try (AgentLease dying = index.lease()) {
      PassageIndexWriter writer = dying.get(PassageIndexWriter.class);
      writer.begin(BUILD);
      writer.write(BUILD, ENTRIES.subList(0, 600));
    }
    List<Passage> passages = new ArrayList<>(ENTRIES.stream().map(Entry::passage).toList());
    Passage old = passages.get(5);
    Passage revised = new Passage(old.pmid(), old.title(), "revised", old.year(), old.headings());
    passages.set(5, revised);
    List<Entry> entries = new ArrayList<>(ENTRIES);
    entries.set(5, new Entry(revised, ENTRIES.get(5).vector()));
    try (AgentLease lease = index.lease()) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(later);
      Set<String> kept = writer.kept(later, passages);
      assertThat(kept).hasSize(599).doesNotContain("6", "601");
      List<Entry> missing =
          entries.stream().filter(e -> !kept.contains(e.passage().pmid())).toList();
      writer.finish(later, List.of(new Written("", kept.size()), writer.write(later, missing)));
    }
    List<List<Context>> found = index.search(RandomPassages.queries());
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i))
          .isEqualTo(RandomPassages.exact(entries, RandomPassages.queries().get(i)));
    }
  }

  @Test
  void twoJobsThatIndexTheSameCitationsAtOnceMakeOneIndex() throws Exception {
    ExecutorService jobs = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> ends = new ArrayList<>();
      for (String id : List.of("one", "other")) {
        Build build = new Build(id, BUILD.corpus(), DESCRIPTION, false);
        ends.add(jobs.submit(() -> runJob(build)));
      }
      for (Future<Integer> end : ends) {
        assertThat(end.get()).isEqualTo(ENTRIES.size());
      }
    } finally {
      jobs.shutdownNow();
    }
    assertThat(get("/" + index.name() + "/_count").path("count").asInt()).isEqualTo(ENTRIES.size());
    assertThat(version().path("aliases").has(index.name())).isTrue();
  }

  /** A job, as the transform does it: part by part, writing what is not there. */
  private int runJob(Build build) {
    try (AgentLease lease =
        AgentLease.of(
            new AgentSpec(build.id(), index.spec().plugins(), index.spec().properties()))) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(build);
      List<Written> receipts = new ArrayList<>();
      for (int from = 0; from < ENTRIES.size(); from += 50) {
        List<Entry> part = ENTRIES.subList(from, from + 50);
        Set<String> kept =
            new HashSet<>(writer.kept(build, part.stream().map(Entry::passage).toList()));
        List<Entry> missing =
            part.stream().filter(e -> !kept.contains(e.passage().pmid())).toList();
        receipts.add(new Written("", kept.size()));
        receipts.add(writer.write(build, missing));
      }
      writer.finish(build, receipts);
      return receipts.stream().mapToInt(Written::passages).sum();
    }
  }

  @Test
  void anIndexIsReplacedOnlyWhereThatIsMeantAndAtOnce() throws IOException {
    index.built(BUILD, ENTRIES.subList(0, 10));
    String before = get("/" + index.name()).fieldNames().next();
    Build replacing = new Build("build-2", "others", DESCRIPTION, true);
    try (AgentLease lease = index.lease()) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(replacing);
      Written written = writer.write(replacing, ENTRIES.subList(100, 120));
      // Searches see the first until the second is whole.
      assertThat(get("/" + index.name()).fieldNames().next()).isEqualTo(before);
      writer.finish(replacing, List.of(written));
    }
    assertThat(index.search(RandomPassages.queries(50, Set.of())).get(0)).hasSize(20);
    assertThat(get("/" + index.name())).hasSize(1);
    // The first is kept for who still searches it.
    assertThat(get("/" + index.name() + "-mkailin-*")).hasSize(2);
  }

  @Test
  void anIndexThatWasNamedByHandIsReplacedWhereItIsOurs() throws IOException {
    JsonNode mapping = PassageMapping.of(index.config(), DESCRIPTION).json();
    String restored = "restored-" + index.name();
    server.send(
        "PUT",
        "/" + restored,
        String.format(
            Locale.ROOT, "{\"mappings\": %s, \"aliases\": {\"%s\": {}}}", mapping, index.name()));
    Build replacing = new Build("build-2", BUILD.corpus(), DESCRIPTION, true);
    index.built(replacing, ENTRIES.subList(0, 10));
    assertThat(index.search(RandomPassages.queries(50, Set.of())).get(0)).hasSize(10);
    assertThat(get("/" + restored).path(restored).path("aliases")).isEmpty();
  }

  @Test
  void anIndexOfSomeoneElseIsNeverReplaced() throws IOException {
    server.send(
        "PUT",
        "/others-" + index.name(),
        String.format(Locale.ROOT, "{\"aliases\": {\"%s\": {}}}", index.name()));
    Build replacing = new Build("build-2", BUILD.corpus(), DESCRIPTION, true);
    try (AgentLease lease = index.lease()) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      assertThatThrownBy(() -> writer.begin(replacing))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("others-" + index.name())
          .hasMessageContaining("was not built by mkailin");
    }
  }

  @Test
  void anUnfinishedIndexWithAnotherMappingIsRefusedByName() throws IOException {
    PassageMapping mapping = PassageMapping.of(index.config(), DESCRIPTION);
    String name = new IndexNames(index.name()).version(BUILD, mapping, 1);
    server.send(
        "PUT",
        "/" + name,
        "{\"mappings\": {\"properties\": {\"pmid\": {\"type\": \"long\"}, \"more\": {\"type\": \"text\"}}}}");
    try (AgentLease lease = index.lease()) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      assertThatThrownBy(() -> writer.begin(BUILD))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("index " + name + " has another mapping than it needs")
          .hasMessageContaining("properties.pmid.type is \"long\" instead of \"keyword\"")
          .hasMessageContaining("properties.more is there too")
          .hasMessageContaining("DELETE /" + name);
    }
  }

  @Test
  void aVectorOfOtherDimensionsIsRefused() {
    Entry wrong = new Entry(ENTRIES.get(0).passage(), Embedding.of(1, 0));
    try (AgentLease lease = index.lease()) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(BUILD);
      assertThatThrownBy(() -> writer.write(BUILD, List.of(wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the vector of PMID 1 has 2 dimensions, but index");
    }
  }

  @Test
  void segmentsAreMergedAtTheEndWhereThatIsWanted() throws IOException {
    TestIndex merged = index.with("segments", 1).with("bulk-bytes", 20_000);
    merged.built(BUILD, ENTRIES);
    assertThat(get("/" + index.name() + "/_segments").findValue("num_search_segments").asInt())
        .isEqualTo(1);
  }
}
