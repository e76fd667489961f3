package org.mkailin.plugins.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mkailin.testkit.RandomPassages.BUILD;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndex.Query;
import org.mkailin.model.PassageIndexWriter.Build;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.testkit.RandomPassages;
import org.mkailin.testkit.elasticsearch.ElasticsearchServer;

/** What holds of searches on every version. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SearchContract {
  private static final List<Entry> ENTRIES = RandomPassages.entries(2000);

  private TestIndex index;

  @BeforeAll
  void build(ElasticsearchServer server) {
    index = TestIndex.at(server.url()).built(BUILD, ENTRIES);
  }

  @Test
  void theNearestComeBackWithExactScores() {
    List<Query> queries = RandomPassages.queries();
    List<List<Context>> found = index.search(queries);
    for (int i = 0; i < queries.size(); i++) {
      assertThat(found.get(i)).isEqualTo(RandomPassages.exact(ENTRIES, queries.get(i)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"float", "bbq"})
  void howeverTheGraphKeepsVectorsScoresAreExact(String vectors, ElasticsearchServer server) {
    Build build = new Build("wide", "wide", new IndexDescription("wide/64", 64), false);
    List<Entry> entries =
        ENTRIES.stream().map(e -> new Entry(e.passage(), wide(e.vector()))).toList();
    TestIndex other = TestIndex.at(server.url()).with("vectors", vectors).built(build, entries);
    int found = 0;
    for (Query narrow : RandomPassages.queries()) {
      Query query = new Query("?", wide(narrow.vector()), 10, Set.of());
      Query all = new Query("?", query.vector(), ENTRIES.size(), Set.of());
      List<Context> answer = other.search(List.of(query)).get(0);
      assertThat(RandomPassages.exact(entries, all)).containsAll(answer);
      found += (int) answer.stream().filter(RandomPassages.exact(entries, query)::contains).count();
    }
    // Of 200: repeated values are hard for one bit each.
    assertThat(found).isGreaterThan(vectors.equals("float") ? 197 : 150);
  }

  /** The same inner products in 64 dimensions, as few as BBQ takes. */
  private static Embedding wide(Embedding narrow) {
    float[] values = new float[64];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (narrow.toArray()[i % 8] / Math.sqrt(8));
    }
    return Embedding.of(values);
  }

  @Test
  void filtersKeepTheNearestOfWhatPasses() {
    assertFinds(index.with("from-year", 2020), p -> p.year() >= 2020);
    assertFinds(index.with("to-year", 1979), p -> p.year() <= 1979);
    assertFinds(
        index.with("mesh", List.of("Topic 3", "D000005")),
        p -> Set.of("Topic 3", "Topic 5").contains(p.headings().get(0).name()));
    assertFinds(
        index.with("from-year", 1990).with("to-year", 1999).with("mesh", List.of("Topic 4")),
        p -> p.year() >= 1990 && p.year() <= 1999 && p.headings().get(0).name().equals("Topic 4"));
  }

  private static void assertFinds(TestIndex index, Predicate<Passage> passes) {
    List<Entry> passing = ENTRIES.stream().filter(e -> passes.test(e.passage())).toList();
    List<Query> queries = RandomPassages.queries();
    List<List<Context>> found = index.search(queries);
    for (int i = 0; i < queries.size(); i++) {
      assertThat(found.get(i)).isEqualTo(RandomPassages.exact(passing, queries.get(i)));
    }
  }

  @Test
  void howeverManyMayNotComeBackTheNearestOfTheOthersDo() {
    Set<String> most =
        IntStream.rangeClosed(1, 1995).mapToObj(Integer::toString).collect(Collectors.toSet());
    // More than a filter of Elasticsearch can name: 65,536.
    Set<String> more = new HashSet<>(most);
    IntStream.range(1_000_000, 1_070_000).mapToObj(Integer::toString).forEach(more::add);
    for (Set<String> except : List.of(most, more)) {
      List<Query> queries = RandomPassages.queries(4, except);
      List<List<Context>> found = index.search(queries);
      for (int i = 0; i < queries.size(); i++) {
        assertThat(found.get(i)).isEqualTo(RandomPassages.exact(ENTRIES, queries.get(i)));
      }
    }
  }

  @Test
  void equalScoresComeByPmid(ElasticsearchServer server) {
    Embedding same = ENTRIES.get(0).vector();
    List<Entry> twins =
        ENTRIES.subList(6, 12).stream().map(e -> new Entry(e.passage(), same)).toList();
    TestIndex index = TestIndex.at(server.url()).built(BUILD, twins);
    Query query = new Query("twins", same, 3, Set.of("7"));
    // As text: 10 stands before 8.
    assertThat(index.search(List.of(query)).get(0))
        .extracting(context -> context.passage().pmid())
        .containsExactly("10", "11", "12");
  }

  @Test
  void aFilterThatLetsNothingPassIsToldBeforeAnySearch() {
    assertThatThrownBy(() -> index.with("mesh", List.of("Topik 3")).search(List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("holds no passage that from-year, to-year and mesh let pass");
  }

  @Test
  void wordsAndVectorsAreFused() {
    Embedding nearSeven = ENTRIES.get(6).vector();
    Query query = new Query("What of 1234?", nearSeven, 2, Set.of());
    assertThat(index.search(List.of(query)).get(0))
        .extracting(context -> context.passage().pmid())
        .doesNotContain("1234");
    List<Context> fused = index.with("hybrid", true).search(List.of(query)).get(0);
    // Each is first in one ranking, and both rank 1: 1/61.
    assertThat(fused)
        .extracting(context -> context.passage().pmid())
        .containsExactlyInAnyOrder("7", "1234");
    for (Context context : fused) {
      Entry entry = ENTRIES.get(Integer.parseInt(context.passage().pmid()) - 1);
      assertThat(context).isEqualTo(new Context(entry.passage(), entry.vector().dot(nearSeven)));
    }
    // The passage that fits best by its words may be the one that must not come back.
    Query except = new Query(query.text(), nearSeven, 2, Set.of("1234"));
    assertThat(index.with("hybrid", true).search(List.of(except)).get(0))
        .hasSize(2)
        .noneMatch(context -> context.passage().pmid().equals("1234"));
  }

  @Test
  void manyQueriesAreAnsweredInTheirOrder() {
    List<Query> queries = new ArrayList<>();
    ENTRIES.subList(0, 300).forEach(e -> queries.add(new Query("?", e.vector(), 1, Set.of())));
    List<List<Context>> found = index.search(queries);
    for (int i = 0; i < queries.size(); i++) {
      assertThat(found.get(i)).hasSize(1);
      assertThat(found.get(i).get(0).passage()).isEqualTo(ENTRIES.get(i).passage());
    }
  }

  @Test
  void aQueryOfOtherDimensionsIsRefused() {
    assertThatThrownBy(() -> index.search(List.of(new Query("?", Embedding.of(1, 0), 4, Set.of()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("the query has 2 dimensions, but index test-.* holds 8");
  }

  @Test
  void openingSaysWhatIsWrongWithTheIndex(ElasticsearchServer server) throws IOException {
    TestIndex absent = TestIndex.at(server.url());
    assertThatThrownBy(() -> absent.search(List.of()))
        .hasMessageContaining("Elasticsearch at " + server.url() + ": there is no index")
        .hasMessageContaining("build it with `mkailin index`");

    assertThatThrownBy(() -> index.with("vectors", "bbq").search(List.of()))
        .hasMessageContaining(
            "properties.vector.index_options.type is \"int8_hnsw\" instead of \"bbq_hnsw\"");

    // Of another similarity, as someone has made it by hand.
    TestIndex cosine = TestIndex.at(server.url());
    ObjectNode mapping = PassageMapping.of(cosine.config(), RandomPassages.DESCRIPTION).json();
    mapping.withObject("/properties/vector").put("similarity", "cosine");
    server.send(
        "PUT",
        "/cosine-1",
        String.format(
            Locale.ROOT, "{\"aliases\": {\"%s\": {}}, \"mappings\": %s}", cosine.name(), mapping));
    assertThatThrownBy(() -> cosine.search(List.of()))
        .hasMessageContaining(
            "properties.vector.similarity is \"cosine\" instead of \"max_inner_product\"");

    TestIndex foreign = TestIndex.at(server.url());
    server.send("PUT", "/foreign-1", "{\"aliases\": {\"" + foreign.name() + "\": {}}}");
    assertThatThrownBy(() -> foreign.search(List.of()))
        .hasMessageContaining("was not built by mkailin");

    TestIndex concrete = TestIndex.at(server.url());
    server.send("PUT", "/" + concrete.name(), "");
    assertThatThrownBy(() -> concrete.search(List.of()))
        .hasMessageContaining(concrete.name() + " is an index, where an alias");

    TestIndex twice = TestIndex.at(server.url());
    for (String name : List.of("twice-1", "twice-2")) {
      server.send("PUT", "/" + name, "{\"aliases\": {\"" + twice.name() + "\": {}}}");
    }
    assertThatThrownBy(() -> twice.search(List.of()))
        .hasMessageContaining("points to several indexes, [twice-1, twice-2]");
  }
}
