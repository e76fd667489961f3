package org.mkailin.plugins.tensorflow.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.testkit.RemoteTestFiles;

class ModelCacheTest {
  @TempDir Path temporary;
  private Path remote;
  private Path cache;

  @BeforeAll
  static void registerFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @BeforeEach
  void writeModel() throws IOException {
    remote = temporary.resolve("remote/tiny");
    cache = temporary.resolve("cache");
    ModelFolderTest.writeBase(remote, 1);
    Files.writeString(remote.resolve("tokenizer.json"), "{}");
  }

  @Test
  void aModelIsFetchedOnceAndThenUsed() throws IOException {
    Path local = fetch();
    assertThat(local.getFileName()).hasToString("tiny");
    assertThat(names(local))
        .containsExactlyInAnyOrder("config.json", "model.safetensors", "tokenizer.json");
    assertThat(
            Files.mismatch(local.resolve("model.safetensors"), remote.resolve("model.safetensors")))
        .isEqualTo(-1);
    assertThat(RemoteTestFiles.opened(remote)).hasSize(3);

    assertThat(fetch()).isEqualTo(local);
    assertThat(new ModelCache(cache).fetch(RemoteTestFiles.url(remote) + "/")).isEqualTo(local);
    assertThat(RemoteTestFiles.opened(remote)).hasSize(3);
  }

  @Test
  void onlyWhatAModelNeedsIsFetched() throws IOException {
    for (String other :
        List.of(
            "pytorch_model.bin", "model.onnx", "tf_model.h5", "flax_model.msgpack", "README.md")) {
      Files.writeString(remote.resolve(other), other);
    }
    Files.createDirectories(remote.resolve("original"));
    fetch();
    assertThat(RemoteTestFiles.opened(remote))
        .containsExactlyInAnyOrder("config.json", "model.safetensors", "tokenizer.json");
  }

  @Test
  void howASentenceEncoderPoolsIsFetchedFromItsOwnFolder() throws IOException {
    Files.createDirectories(remote.resolve("1_Pooling"));
    Files.writeString(remote.resolve("1_Pooling/config.json"), "{}");
    assertThat(fetch().resolve("1_Pooling/config.json")).hasContent("{}");
  }

  @Test
  void theShardsOfAnIndexAreFetched() throws IOException {
    Files.delete(remote.resolve("model.safetensors"));
    new TinyWeights().with("a", 1, 2).write(remote.resolve("part-1.safetensors"));
    TinyWeights.writeIndex(
        remote.resolve("model.safetensors.index.json"), Map.of("a", "part-1.safetensors"));
    assertThat(Checkpoint.open(fetch()).names()).containsExactly("a");
  }

  @Test
  void aMissingShardShowsBeforeAnythingIsFetched() throws IOException {
    Files.delete(remote.resolve("model.safetensors"));
    TinyWeights.writeIndex(
        remote.resolve("model.safetensors.index.json"), Map.of("a", "part-1.safetensors"));
    assertThatThrownBy(this::fetch)
        .isInstanceOf(ModelFolderException.class)
        .hasMessageStartingWith("shard part-1.safetensors is missing, which test://");
    assertThat(cache).doesNotExist();
  }

  @Test
  void threadsThatFetchAtOnceFetchOnce() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<Path>> fetched = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        fetched.add(
            pool.submit(
                () -> {
                  start.await();
                  return fetch();
                }));
      }
      Set<Path> paths = new HashSet<>();
      for (Future<Path> path : fetched) {
        paths.add(path.get());
      }
      assertThat(paths).hasSize(1);
      assertThat(RemoteTestFiles.opened(remote)).hasSize(3);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void processesThatFetchAtOnceFetchOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        Process process =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    FetchInAnotherJvm.class.getName(),
                    cache.toString(),
                    RemoteTestFiles.url(remote))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(process);
      }
      List<BufferedReader> outputs = new ArrayList<>();
      for (Process process : processes) {
        BufferedReader output =
            new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        assertThat(output.readLine()).isEqualTo("ready");
        outputs.add(output);
      }
      for (Process process : processes) {
        OutputStream input = process.getOutputStream();
        input.write('\n');
        input.flush();
      }
      for (BufferedReader output : outputs) {
        assertThat(output.readLine()).isEqualTo(fetch().toString());
      }
      assertThat(RemoteTestFiles.opened(remote)).hasSize(3);
    } finally {
      processes.forEach(Process::destroy);
    }
  }

  @Test
  void aCopyThatBreaksOffLeavesNothingThatCountsAsComplete() throws IOException {
    Files.createFile(remote.resolve(".breaks"));
    assertThatThrownBy(this::fetch).isInstanceOf(IOException.class).hasMessage("connection reset");
    assertThat(names(cache)).allMatch(name -> name.endsWith(".lock"));

    Files.delete(remote.resolve(".breaks"));
    assertThat(Checkpoint.open(fetch()).names()).hasSize(2);
  }

  @Test
  void whatAKilledProcessLeftIsRemovedAndNotUsed() throws IOException {
    Path entry = fetch().getParent();
    Path left = cache.resolve(".fetching-" + entry.getFileName());
    Files.move(entry, left);
    Files.writeString(left.resolve("tiny/model.safetensors"), "half");

    assertThat(Checkpoint.open(fetch()).names()).hasSize(2);
    assertThat(left).doesNotExist();
  }

  @Test
  void aCopyThatIsTooShortIsRefused() throws IOException {
    Files.createFile(remote.resolve(".shortens"));
    assertThatThrownBy(this::fetch)
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining("has 4; delete");
    assertThat(names(cache)).allMatch(name -> name.endsWith(".lock"));
  }

  @Test
  void changedContentsAreAnotherEntry() throws IOException {
    Path before = fetch();
    ModelFolderTest.writeBase(remote, 2);
    Path after = fetch();
    assertThat(after).isNotEqualTo(before);
    assertThat(before.getFileName()).isEqualTo(after.getFileName());
    assertThat(TinyWeights.floats(Checkpoint.open(before).get("w.weight"))[0]).isEqualTo(1);
    assertThat(TinyWeights.floats(Checkpoint.open(after).get("w.weight"))[0]).isEqualTo(2);
  }

  @Test
  void withoutAChecksumTheTimeOfTheChangeCounts() throws IOException {
    Files.createFile(remote.resolve(".no-checksum"));
    Path before = fetch();
    assertThat(fetch()).isEqualTo(before);
    Files.setLastModifiedTime(remote.resolve("model.safetensors"), FileTime.fromMillis(1_000));
    assertThat(fetch()).isNotEqualTo(before);
  }

  @Test
  void aFileSystemThatTellsNeitherIsRefused() throws IOException {
    Files.createFile(remote.resolve(".no-time"));
    assertThatThrownBy(this::fetch)
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining("tells neither checksum nor time")
        .hasMessageContaining("copy the folder to a local path");
  }

  @Test
  void aCacheEntryThatLostAFileSaysWhatToDelete() throws IOException {
    Path local = fetch();
    Files.delete(local.resolve("config.json"));
    assertThatThrownBy(this::fetch)
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining(local.resolve("config.json") + " has 0; delete " + local.getParent());
  }

  @Test
  void aFolderThatIsNoModelSaysWhatItHolds() throws IOException {
    Files.delete(remote.resolve("config.json"));
    assertThatThrownBy(this::fetch)
        .hasMessageContaining("holds neither config.json nor adapter_config.json")
        .hasMessageContaining("model.safetensors, tokenizer.json");
    remote = temporary.resolve("nowhere");
    assertThatThrownBy(this::fetch).hasMessageContaining("it holds no files");
  }

  @Test
  void anAdapterIsFetchedWithItsOwnWeights() throws IOException {
    Files.delete(remote.resolve("config.json"));
    Files.writeString(remote.resolve("adapter_config.json"), "{}");
    new TinyWeights().write(remote.resolve("adapter_model.safetensors"));
    assertThatThrownBy(this::fetch)
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining("/remote/tiny holds both a model and adapter_config.json");
    Files.delete(remote.resolve("model.safetensors"));
    assertThat(names(fetch())).contains("adapter_config.json", "adapter_model.safetensors");
  }

  @Test
  void anUnknownFileSystemIsNamed() {
    assertThatThrownBy(() -> new ModelCache(cache).fetch("nosuch://bucket/model"))
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining("nosuch://bucket/model can't be listed")
        .hasMessageContaining("is Beam's file system for it on the class path?");
  }

  @Test
  void aModelOpensByItsUrl() {
    System.setProperty(ModelCache.PROPERTY, cache.toString());
    try {
      ModelFolder model = ModelFolder.open(RemoteTestFiles.url(remote));
      assertThat(model.path()).startsWith(cache);
      assertThat(model.identity()).startsWith("tiny-");
      assertThat(model.identity()).isEqualTo(ModelFolder.open(remote.toString()).identity());
    } finally {
      System.clearProperty(ModelCache.PROPERTY);
    }
  }

  private Path fetch() throws IOException {
    return new ModelCache(cache).fetch(RemoteTestFiles.url(remote));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> path.getFileName().toString()).toList();
    }
  }
}
