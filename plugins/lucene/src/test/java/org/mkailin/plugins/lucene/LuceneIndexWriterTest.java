package org.mkailin.plugins.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mkailin.testkit.RandomPassages.BUILD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.mkailin.model.PassageIndexWriter.Build;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.model.PassageIndexWriter.Written;
import org.mkailin.testkit.RandomPassages;

class LuceneIndexWriterTest {
  @TempDir private Path folder;

  @Test
  void eightWritersInAnyOrderBuildTheSameIndex() throws Exception {
    List<Entry> entries = RandomPassages.entries(1000);
    LuceneIndexWriter one = begun("one");
    one.finish(BUILD, List.of(one.write(BUILD, entries)));

    List<Entry> shuffled = new ArrayList<>(entries);
    Collections.shuffle(shuffled, new Random(3));
    begun("other");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Written>> writes = new ArrayList<>();
      for (int from = 0; from < shuffled.size(); from += 50) {
        List<Entry> part = shuffled.subList(from, from + 50);
        writes.add(threads.submit(() -> writer("other").write(BUILD, part)));
        // Every second one is written by somebody who dies before the receipt is committed.
        threads.submit(() -> writer("other").write(BUILD, part.subList(0, 25))).get();
      }
      List<Written> written = new ArrayList<>();
      for (Future<Written> write : writes) {
        written.add(write.get());
      }
      writer("other").finish(BUILD, written);
    } finally {
      threads.shutdownNow();
    }
    assertThat(search("other")).isEqualTo(search("one"));
  }

  @Test
  void onlyWhatThereIsAReceiptOfCounts() throws IOException {
    LuceneIndexWriter writer = begun("index");
    writer.write(BUILD, RandomPassages.entries(9).subList(3, 9));
    writer.finish(BUILD, List.of(writer.write(BUILD, RandomPassages.entries(3))));
    assertThat(search("index").get(0))
        .extracting(context -> context.passage().pmid())
        // The queries except 1 and 2.
        .containsExactly("3");
  }

  @Test
  void finishingAgainIsHarmlessAndLeavesOnlyTheIndex() {
    LuceneIndexWriter writer = begun("index");
    writer.write(BUILD, RandomPassages.entries(2));
    List<Written> written = List.of(writer.write(BUILD, RandomPassages.entries(3)));
    writer.finish(BUILD, written);
    writer.finish(BUILD, written);
    writer("index").finish(BUILD, written);
    assertThat(folder.resolve("index").toFile().list()).containsExactly("index");
  }

  @Test
  void aFinishThatDiedHalfwayIsTakenAgain() throws IOException {
    LuceneIndexWriter writer = begun("index");
    List<Written> written = List.of(writer.write(BUILD, RandomPassages.entries(3)));
    Path half = staging("index").resolve("mkailin-index-1").resolve("index");
    Files.createDirectories(half);
    Files.writeString(half.resolve("_0.vec"), "half");
    writer("index").finish(BUILD, written);
    assertThat(folder.resolve("index").toFile().list()).containsExactly("index");
  }

  @Test
  void aMissingPartIsNamed() throws IOException {
    LuceneIndexWriter writer = begun("index");
    Written first = writer.write(BUILD, RandomPassages.entries(3));
    Written second = writer.write(BUILD, RandomPassages.entries(5).subList(3, 5));
    Files.delete(staging("index").resolve(second.part()));
    assertThatThrownBy(() -> writer.finish(BUILD, List.of(first, second)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("part " + second.part() + " is missing")
        .hasMessageContaining("(1 of 2 are)");
    assertThat(writer.exists()).isFalse();
  }

  @Test
  void aPartThatIsCutShortIsNamed() throws IOException {
    Written part = begun("index").write(BUILD, RandomPassages.entries(3));
    byte[] whole = Files.readAllBytes(staging("index").resolve(part.part()));
    for (int bytes : new int[] {0, 3, 40, whole.length / 2, whole.length - 1}) {
      assertFinishRefuses(part, Arrays.copyOf(whole, bytes), "Exception");
    }
  }

  @Test
  void aPartWithAWrongBitIsNamed() throws IOException {
    Written part = begun("index").write(BUILD, RandomPassages.entries(3));
    byte[] whole = Files.readAllBytes(staging("index").resolve(part.part()));
    // The last byte before the checksum's eight: of a vector, which anything may be.
    byte[] changed = whole.clone();
    changed[whole.length - 9] ^= 1;
    assertFinishRefuses(part, changed, "its checksum is");
    byte[] other = whole.clone();
    other[0] ^= 1;
    assertFinishRefuses(part, other, "its magic is");
  }

  private void assertFinishRefuses(Written part, byte[] content, String why) throws IOException {
    Files.write(staging("index").resolve(part.part()), content);
    assertThatThrownBy(() -> writer("index").finish(BUILD, List.of(part)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(part.part() + " is cut short or damaged")
        .hasMessageContaining(why);
    assertThat(writer("index").exists()).isFalse();
  }

  @Test
  void aPartOfAnotherEncoderIsRefused() {
    Written part = begun("index").write(BUILD, RandomPassages.entries(3));
    Build another =
        new Build(BUILD.id(), BUILD.corpus(), new IndexDescription("another/8", 8), false);
    assertThatThrownBy(() -> writer("index").finish(another, List.of(part)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("its encoder is random/8, but should be another/8");
  }

  @Test
  void aPassageUnderTwoReceiptsIsRefused() {
    LuceneIndexWriter writer = begun("index");
    Written one = writer.write(BUILD, RandomPassages.entries(3));
    Written other = writer.write(BUILD, RandomPassages.entries(1));
    assertThatThrownBy(() -> writer.finish(BUILD, List.of(one, other)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("holds 3 passages, but 4 were written");
  }

  @Test
  void ofTwoJobsTheFirstToFinishWinsAndTheOtherFails() throws IOException {
    Build second = new Build("build-2", BUILD.corpus(), BUILD.description(), false);
    LuceneIndexWriter writer = begun("index");
    Written ours = writer.write(BUILD, RandomPassages.entries(3));
    writer("index").begin(second);
    Written theirs = writer("index").write(second, RandomPassages.entries(5));
    writer.finish(BUILD, List.of(ours));
    assertThatThrownBy(() -> writer("index").finish(second, List.of(theirs)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is finished already, by another job");
    assertThatThrownBy(() -> writer("index").write(second, RandomPassages.entries(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nothing can be added to it");
    assertThat(search("index").get(0)).hasSize(1);
  }

  @Test
  void publishingOverAnIndexIsRefused() throws IOException {
    LuceneIndexWriter writer = begun("index");
    writer.finish(BUILD, List.of(writer.write(BUILD, RandomPassages.entries(3))));
    Path built = Files.createDirectory(folder.resolve("built"));
    IndexLabel label = new IndexLabel("build-2", BUILD.description(), 0);
    assertThatThrownBy(() -> config("index").place().publish(built, label))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was finished by another job meanwhile");
    assertThat(search("index").get(0)).hasSize(1);
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
  void aVectorOfOtherDimensionsIsRefusedWithItsPmid() {
    Entry wrong = new Entry(RandomPassages.entries(1).get(0).passage(), Embedding.of(1, 0));
    LuceneIndexWriter writer = begun("index");
    assertThatThrownBy(() -> writer.write(BUILD, List.of(wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the vector of PMID 1 has 2 dimensions")
        .hasMessageContaining("holds 8");
  }

  @Test
  void moreDimensionsThanLuceneHoldsAreRefusedAtTheBeginning() {
    Build wide = new Build("wide", "wide", new IndexDescription("wide", 4096), false);
    assertThatThrownBy(() -> writer("index").begin(wide))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("encoder 'wide' returns 4096 dimensions")
        .hasMessageContaining("holds 1 to 1024");
  }

  private LuceneIndexWriter begun(String name) {
    LuceneIndexWriter writer = writer(name);
    writer.begin(BUILD);
    return writer;
  }

  /** A writer that knows of no other, as in a process of its own. */
  private LuceneIndexWriter writer(String name) {
    return new LuceneIndexWriter(config(name));
  }

  private Path staging(String name) {
    return Path.of(config(name).place().staging());
  }

  /** Of few candidates, so that another graph gives other answers. */
  private List<List<Context>> search(String name) throws IOException {
    try (OpenIndex index = config(name).place().open(10)) {
      return index.search(RandomPassages.queries());
    }
  }

  private LuceneConfig config(String name) {
    return DefaultConfig.at(folder.resolve(name).toString());
  }
}
