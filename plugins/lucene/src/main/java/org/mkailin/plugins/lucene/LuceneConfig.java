package org.mkailin.plugins.lucene;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.mkailin.config.Setting;

/**
 * Configuration of the plugin «lucene».
 *
 * @param path the index's folder, on this machine or any Beam file system
 * @param workFolder where each worker keeps its copy of a remote index, and where one is built
 * @param candidates how many passages a search looks at before it keeps the best k; ef in HNSW
 *     (arXiv 1603.09320)
 * @param maxConnections neighbours that a passage has in the graph; M in HNSW
 * @param beamWidth candidates that are looked at for a passage's neighbours; efConstruction in HNSW
 */
record LuceneConfig(
    @Setting("folder of the index: local, or on a file system such as gs://, s3:// or hdfs://")
        String path,
    @Setting(
            "local folder in which a worker keeps its copy of a remote index, or builds one; the"
                + " system's temporary folder unless given")
        Optional<String> workFolder,
    @Setting(
            value = "passages that a search looks at, at least k; more is slower and finds better",
            byDefault = "100")
        int candidates,
    @Setting(
            value = "neighbours of a passage in the graph, when the index is built",
            byDefault = "16")
        int maxConnections,
    @Setting(
            value = "candidates for a passage's neighbours, when the index is built",
            byDefault = "100")
        int beamWidth) {

  // Lucene's own limits.
  private static final int MOST_CONNECTIONS = 512;
  private static final int WIDEST_BEAM = 3200;

  LuceneConfig {
    if (path.isBlank()) {
      throw new IllegalArgumentException(
          "path is blank, but must name a folder, such as /data/index or gs://bucket/index");
    }
    check("candidates", candidates, Integer.MAX_VALUE);
    check("max-connections", maxConnections, MOST_CONNECTIONS);
    check("beam-width", beamWidth, WIDEST_BEAM);
  }

  private static void check(String key, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is %d, but must be %s",
              key,
              value,
              most == Integer.MAX_VALUE ? "at least 1" : "between 1 and " + most));
    }
  }

  IndexPlace place() {
    if (path.startsWith("file:")) {
      return new IndexFolder(Path.of(URI.create(path)));
    }
    if (path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      Path work = Path.of(workFolder.orElseGet(() -> System.getProperty("java.io.tmpdir")));
      return new RemotePlace(path.replaceAll("/+$", ""), work);
    }
    return new IndexFolder(Path.of(path));
  }
}
