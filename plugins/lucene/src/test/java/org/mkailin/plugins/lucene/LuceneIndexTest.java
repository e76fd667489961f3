package org.mkailin.plugins.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;
import org.mkailin.model.PassageIndex.Query;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.model.PassageIndexWriter.Written;
import org.mkailin.testkit.RandomPassages;

class LuceneIndexTest {
  @TempDir private Path folder;
  private LuceneConfig config;

  @BeforeEach
  void configure() {
    config = DefaultConfig.at(folder.resolve("index").toString());
  }

  @Test
  void theGraphFindsWhatAnExactSearchFinds() throws IOException {
    List<Entry> entries = RandomPassages.entries(2000);
    build(entries, 250_000);
    assertFindsTheNearest(entries);
  }

  @Test
  void aCorpusOfSeveralSegmentsIsMergedIntoOneGraph() throws IOException {
    List<Entry> entries = RandomPassages.entries(2000);
    build(entries, 300);
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(indexFolder()))) {
      assertThat(reader.leaves()).hasSize(1);
    }
    assertFindsTheNearest(entries);
  }

  @Test
  void equalScoresStandInOrderOfPmid() throws IOException {
    List<Entry> twins = new ArrayList<>();
    for (String pmid : List.of("30", "4", "200")) {
      Passage passage = new Passage(pmid, "Twin", "Text", null, List.of());
      twins.add(new Entry(passage, Embedding.of(1, 0, 0, 0, 0, 0, 0, 0)));
    }
    build(twins, 250_000);
    try (OpenIndex index = open()) {
      Query query = new Query("twins", twins.get(0).vector(), 3, Set.of());
      assertThat(index.search(List.of(query)).get(0))
          .extracting(context -> context.passage().pmid())
          .containsExactly("200", "30", "4");
    }
  }

  @Test
  void moreThanTheCandidatesCanBeAskedFor() throws IOException {
    build(RandomPassages.entries(50), 250_000);
    try (OpenIndex index = config.place().open(1)) {
      Query all = new Query("all", RandomPassages.entries(1).get(0).vector(), 60, Set.of());
      assertThat(index.search(List.of(all)).get(0)).hasSize(50);
    }
  }

  @Test
  void anIndexOfNothingFindsNothing() throws IOException {
    LuceneIndexWriter writer = new LuceneIndexWriter(config);
    writer.begin(RandomPassages.BUILD);
    writer.finish(RandomPassages.BUILD, List.of(Written.NOTHING));
    try (OpenIndex index = open()) {
      assertThat(index.search(RandomPassages.queries())).hasSize(20).allMatch(List::isEmpty);
      assertThat(index.description()).isEqualTo(RandomPassages.DESCRIPTION);
    }
  }

  @Test
  void aQueryOfOtherDimensionsIsRefused() throws IOException {
    build(RandomPassages.entries(1), 250_000);
    try (OpenIndex index = open()) {
      assertThatThrownBy(
              () -> index.search(List.of(new Query("flat", Embedding.of(1, 0), 4, Set.of()))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the query has 2 dimensions, but index " + config.path())
          .hasMessageContaining("holds 8");
    }
  }

  @Test
  void eachKindOfMissingIndexIsNamed() throws IOException {
    assertOpeningSays("does not exist; build it first");
    Files.createDirectories(Path.of(config.path()));
    assertOpeningSays("holds no index; build one there, or name the folder of one");
    new LuceneIndexWriter(config).begin(RandomPassages.BUILD);
    assertOpeningSays("is unfinished");
    Files.createDirectories(indexFolder());
    assertOpeningSays("can't be read: it is damaged, or not of this plugin");
  }

  @Test
  void anIndexOfAnotherFormatIsRefused() throws IOException {
    try (Directory directory = FSDirectory.open(indexFolder());
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.addDocument(new Document());
      writer.setLiveCommitData(Map.of("mkailin.format", "0").entrySet());
    }
    assertOpeningSays("has format 0, but this version of mkailin reads format 1");
  }

  @Test
  void anIndexFromBeforeBuildsHadNamesStillOpensAndIsNobodysBuild() throws IOException {
    build(RandomPassages.entries(3), 250_000);
    try (Directory directory = FSDirectory.open(indexFolder());
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      Map<String, String> earlier = new HashMap<>(IndexLabel.userData(RandomPassages.BUILD));
      earlier.remove("mkailin.build");
      writer.setLiveCommitData(earlier.entrySet());
    }
    try (OpenIndex index = open()) {
      assertThat(index.description()).isEqualTo(RandomPassages.DESCRIPTION);
    }
    assertThatThrownBy(() -> new LuceneIndexWriter(config).begin(RandomPassages.BUILD))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is finished already, by another job");
  }

  private void assertOpeningSays(String expected) {
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(config.path())
        .hasMessageContaining(expected);
  }

  private void assertFindsTheNearest(List<Entry> entries) throws IOException {
    try (OpenIndex index = open()) {
      for (Query query : RandomPassages.queries()) {
        assertThat(index.search(List.of(query)))
            .containsExactly(RandomPassages.exact(entries, query));
      }
    }
  }

  private void build(List<Entry> entries, int passagesPerSegment) throws IOException {
    try (Directory staging = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(staging, new IndexWriterConfig())) {
      for (Entry entry : entries) {
        writer.addDocument(PassageDocument.staged(entry.passage(), entry.vector()));
      }
      try (DirectoryReader staged = DirectoryReader.open(writer)) {
        new GraphBuild(config, RandomPassages.BUILD, passagesPerSegment).run(staged, indexFolder());
      }
    }
  }

  private OpenIndex open() throws IOException {
    return config.place().open(config.candidates());
  }

  private Path indexFolder() {
    return Path.of(config.path()).resolve("index");
  }
}
