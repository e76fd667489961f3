package org.mkailin.plugins.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mkailin.testkit.RandomPassages.BUILD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.model.PassageIndexWriter.Build;
import org.mkailin.model.PassageIndexWriter.Written;
import org.mkailin.testkit.RandomPassages;
import org.mkailin.testkit.RemoteTestFiles;

class RemotePlaceTest {
  @TempDir private Path remote;
  @TempDir private Path work;
  private LuceneConfig config;
  private RemotePlace place;

  @BeforeAll
  static void findFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @BeforeEach
  void configure() {
    config =
        new LuceneConfig(RemoteTestFiles.url(remote), Optional.of(work.toString()), 100, 16, 100);
    place = (RemotePlace) config.place();
  }

  @Test
  void anIndexAnswersAsALocalOneDoes() throws IOException {
    build(1000);
    LuceneConfig local = DefaultConfig.at(remote.resolve("local").toString());
    LuceneIndexWriter writer = new LuceneIndexWriter(local);
    writer.begin(BUILD);
    writer.finish(BUILD, List.of(writer.write(BUILD, RandomPassages.entries(1000))));
    try (OpenIndex there = place.open(100);
        OpenIndex here = local.place().open(100)) {
      assertThat(there.search(RandomPassages.queries()))
          .isEqualTo(here.search(RandomPassages.queries()));
    }
  }

  @Test
  void finishingLeavesOnlyTheIndexThereAndNothingHere() throws IOException {
    build(3);
    try (Stream<Path> files = Files.list(remote)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .filteredOn(name -> !name.startsWith("."))
          .satisfiesExactly(
              folder -> assertThat(folder).startsWith("index-build-1-"),
              marker -> assertThat(marker).isEqualTo("index.json"));
    }
    assertThat(place.staged()).isEmpty();
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void theFirstSearchCopiesTheIndexOnceAndClosingDeletesTheCopy() throws IOException {
    build(3);
    try (OpenIndex index = place.open(100)) {
      assertThat(index.description()).isEqualTo(RandomPassages.DESCRIPTION);
      assertThat(work).isEmptyDirectory();
      index.search(RandomPassages.queries());
      index.search(RandomPassages.queries());
      assertThat(work.toFile().list()).hasSize(1);
    }
    assertThat(work).isEmptyDirectory();
    Path files = remote.resolve(place.published().orElseThrow().folder());
    assertThat(RemoteTestFiles.opened(files)).doesNotHaveDuplicates().isNotEmpty();
  }

  @Test
  void eachKindOfMissingIndexIsNamed() throws IOException {
    assertOpeningSays("there is no index at " + config.path() + "; build it first");
    new LuceneIndexWriter(config).begin(BUILD);
    assertOpeningSays("is unfinished");
    build(3);
    Published published = place.published().orElseThrow();
    String name = published.files().keySet().iterator().next();
    Path file = remote.resolve(published.folder()).resolve(name);
    Files.writeString(file, "short");
    assertOpeningSays(
        name
            + String.format(
                Locale.ROOT, " of %,d bytes, but it has 5", published.files().get(name)));
    Files.delete(file);
    assertOpeningSays("but there is none; rebuild the index");
    Files.writeString(remote.resolve("index.json"), "{\"format\": 2}");
    assertOpeningSays("has format 2, but this version of mkailin reads format 1");
    Files.writeString(remote.resolve("index.json"), "{\"format\": 1, \"la");
    assertOpeningSays("its index.json is damaged");
  }

  private void assertOpeningSays(String expected) {
    assertThatThrownBy(() -> place.open(100))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(config.path())
        .hasMessageContaining(expected);
  }

  @Test
  void aFileThatArrivesShortenedIsNoticedAndItsCopyDeleted() throws IOException {
    build(3);
    Published published = place.published().orElseThrow();
    Files.createFile(remote.resolve(published.folder()).resolve(".shortens"));
    try (OpenIndex index = place.open(100)) {
      assertThatThrownBy(() -> index.search(RandomPassages.queries()))
          .hasMessageContaining("was cut short: 4 of ");
    }
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void anIndexThatComesSecondIsNotPublishedAndItsFilesAreRemoved() throws IOException {
    build(3);
    Published first = place.published().orElseThrow();
    Path built = Files.createDirectory(work.resolve("built"));
    Files.writeString(built.resolve("_0.vec"), "0");
    IndexLabel label = new IndexLabel("build-2", BUILD.description(), 3);
    assertThatThrownBy(() -> place.publish(built, label))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was finished by another job meanwhile");
    assertThat(place.published()).contains(first);
    try (Stream<Path> files = Files.walk(remote)) {
      assertThat(files.filter(Files::isRegularFile))
          .noneMatch(f -> f.toString().contains("build-2"));
    }
  }

  @Test
  void ofTwoJobsTheFirstToFinishWinsAndTheOtherFails() throws IOException {
    Build second = new Build("build-2", BUILD.corpus(), BUILD.description(), false);
    LuceneIndexWriter theirs = new LuceneIndexWriter(config);
    theirs.begin(second);
    Written lost = theirs.write(second, RandomPassages.entries(5));
    build(3);
    assertThatThrownBy(() -> theirs.finish(second, List.of(lost)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is finished already, by another job");
    assertThat(place.finished()).contains(new IndexLabel("build-1", BUILD.description(), 3));
  }

  @Test
  void anUnknownFileSystemIsNamed() {
    LuceneIndexWriter nowhere = new LuceneIndexWriter(DefaultConfig.at("nowhere://b/index"));
    assertThatThrownBy(nowhere::exists)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("index nowhere://b/index can't be reached")
        .hasMessageContaining("is Beam's file system for it on the class path?");
  }

  private void build(int passages) {
    LuceneIndexWriter writer = new LuceneIndexWriter(config);
    writer.begin(BUILD);
    writer.finish(BUILD, List.of(writer.write(BUILD, RandomPassages.entries(passages))));
  }
}
