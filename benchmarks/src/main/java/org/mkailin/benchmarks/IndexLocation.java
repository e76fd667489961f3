package org.mkailin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** Where an index of a benchmark is. */
interface IndexLocation {
  /** What it takes there, once the engine has come to rest. */
  SearchEngine.Size size() throws IOException;

  /** Deletes it, if it is there. */
  void delete() throws IOException;

  /** An index of plugin «lucene» in a folder. */
  record Folder(Path path) implements IndexLocation {
    @Override
    public SearchEngine.Size size() throws IOException {
      long bytes = 0;
      for (Path file : files()) {
        bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
      }
      try (Directory index = FSDirectory.open(path.resolve("index"))) {
        return new SearchEngine.Size(bytes, SegmentInfos.readLatestCommit(index).size());
      }
    }

    @Override
    public void delete() throws IOException {
      if (Files.exists(path)) {
        for (Path file : files()) {
          Files.delete(file);
        }
      }
    }

    /** Each before the folder that it is in. */
    private List<Path> files() throws IOException {
      try (Stream<Path> all = Files.walk(path)) {
        return all.sorted(Comparator.reverseOrder()).toList();
      }
    }
  }

  /**
   * An index on a cluster.
   *
   * @param name of the index, or of the alias; nothing else there begins with it
   */
  record OnCluster(ClusterFacts cluster, String name) implements IndexLocation {
    @Override
    public SearchEngine.Size size() throws IOException {
      return cluster.size(name);
    }

    @Override
    public void delete() throws IOException {
      cluster.delete(name);
    }
  }
}
