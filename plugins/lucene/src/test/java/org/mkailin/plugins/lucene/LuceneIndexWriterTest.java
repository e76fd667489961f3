package org.mkailin.plugins.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mkailin.plugins.lucene.RandomPassages.DESCRIPTION;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.corpus.Context;
import org.mkailin.model.Embedding;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndexWriter.Entry;

class LuceneIndexWriterTest {
  @TempDir private Path folder;

  @Test
  void eightThreadsInAnyOrderBuildTheSameIndex() throws Exception {
    List<Entry> entries = RandomPassages.entries(1000);
    try (LuceneIndexWriter writer = new LuceneIndexWriter(config("one"))) {
      writer.begin(DESCRIPTION);
      writer.write(entries);
      writer.finish(1000);
    }
    List<Entry> shuffled = new ArrayList<>(entries);
    // The last hundred are written twice.
    shuffled.addAll(entries.subList(900, 1000));
    Collections.shuffle(shuffled, new Random(3));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (LuceneIndexWriter writer = new LuceneIndexWriter(config("other"))) {
      writer.begin(DESCRIPTION);
      List<Future<?>> writes = new ArrayList<>();
      for (int from = 0; from < shuffled.size(); from += 50) {
        List<Entry> part = shuffled.subList(from, from + 50);
        writes.add(threads.submit(() -> writer.write(part)));
      }
      for (Future<?> write : writes) {
        write.get();
      }
      writer.finish(1000);
    } finally {
      threads.shutdownNow();
    }
    assertThat(search("other")).isEqualTo(search("one"));
  }

  @Test
  void finishingAgainIsHarmlessAndLeavesOnlyTheIndex() throws IOException {
    try (LuceneIndexWriter writer = begun("index")) {
      writer.write(RandomPassages.entries(3));
      assertThat(writer.exists()).isFalse();
      writer.finish(3);
      assertThat(writer.exists()).isTrue();
      writer.finish(3);
    }
    try (LuceneIndexWriter later = new LuceneIndexWriter(config("index"))) {
      later.finish(3);
    }
    assertThat(folder.resolve("index")).isDirectoryContaining("glob:**/index");
    assertThat(folder.resolve("index").toFile().list()).hasSize(1);
  }

  @Test
  void beginningWipesWhatACrashLeftBehind() throws IOException {
    try (LuceneIndexWriter crashed = begun("index")) {
      crashed.write(RandomPassages.entries(5));
    }
    Files.createDirectories(config("index").folder().building());
    Files.writeString(config("index").folder().building().resolve("_0.vec"), "half");
    try (LuceneIndexWriter writer = begun("index")) {
      writer.write(RandomPassages.entries(2));
      writer.finish(2);
    }
  }

  @Test
  void aFinishedIndexTakesNoMore() throws IOException {
    try (LuceneIndexWriter writer = begun("index")) {
      writer.finish(0);
      assertThatThrownBy(() -> writer.write(RandomPassages.entries(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is finished: nothing can be added to it");
      assertThatThrownBy(() -> writer.begin(DESCRIPTION))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is finished already; delete its folder");
    }
  }

  @Test
  void writingBeforeBeginningIsRefused() throws IOException {
    try (LuceneIndexWriter writer = new LuceneIndexWriter(config("index"))) {
      assertThatThrownBy(() -> writer.write(RandomPassages.entries(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("was not begun");
      assertThatThrownBy(() -> writer.finish(0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("was not begun");
    }
  }

  @Test
  void aSecondWriterOfTheSameFolderIsRefused() throws IOException {
    try (LuceneIndexWriter first = begun("index");
        LuceneIndexWriter second = new LuceneIndexWriter(config("index"))) {
      first.write(RandomPassages.entries(1));
      assertThatThrownBy(() -> second.write(RandomPassages.entries(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is being written by another process or job");
    }
  }

  @Test
  void aFolderWithOtherFilesIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("index"));
    Files.writeString(folder.resolve("index").resolve("thesis.doc"), "precious");
    assertThatThrownBy(() -> begun("index"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("holds thesis.doc, which is no part of an index");
  }

  @Test
  void aVectorOfOtherDimensionsIsRefusedWithItsPmid() throws IOException {
    Entry wrong = new Entry(RandomPassages.entries(1).get(0).passage(), Embedding.of(1, 0));
    try (LuceneIndexWriter writer = begun("index")) {
      assertThatThrownBy(() -> writer.write(List.of(wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the vector of PMID 1 has 2 dimensions")
          .hasMessageContaining("holds 8");
    }
  }

  @Test
  void moreDimensionsThanLuceneHoldsAreRefusedAtTheBeginning() throws IOException {
    try (LuceneIndexWriter writer = new LuceneIndexWriter(config("index"))) {
      assertThatThrownBy(() -> writer.begin(new IndexDescription("wide", 4096)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("encoder 'wide' returns 4096 dimensions")
          .hasMessageContaining("holds 1 to 1024");
    }
  }

  private LuceneIndexWriter begun(String name) {
    LuceneIndexWriter writer = new LuceneIndexWriter(config(name));
    writer.begin(DESCRIPTION);
    return writer;
  }

  private List<List<Context>> search(String name) throws IOException {
    // Few candidates, so that a graph of another shape would show.
    LuceneConfig few = new LuceneConfig(folder.resolve(name).toString(), 10, 16, 100);
    try (LuceneIndex index = LuceneIndex.open(few)) {
      return index.search(RandomPassages.queries());
    }
  }

  private LuceneConfig config(String name) {
    return new LuceneConfig(folder.resolve(name).toString(), 100, 16, 100);
  }
}
