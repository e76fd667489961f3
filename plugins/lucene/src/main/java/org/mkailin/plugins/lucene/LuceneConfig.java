package org.mkailin.plugins.lucene;

import java.nio.file.Path;
import org.mkailin.config.Setting;

/**
 * Configuration of the plugin «lucene».
 *
 * @param path the index's folder on this machine
 * @param candidates how many passages a search looks at before it keeps the best k; ef in HNSW
 *     (arXiv 1603.09320)
 * @param maxConnections neighbours that a passage has in the graph; M in HNSW
 * @param beamWidth candidates that are looked at for a passage's neighbours; efConstruction in HNSW
 */
record LuceneConfig(
    @Setting("folder of the index, on this machine's disk") String path,
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
    if (path.isBlank() || path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      throw new IllegalArgumentException(
          ("path is '%s', but must be a folder on a local disk, such as /data/index; for an index"
                  + " that a cluster shares, use plugin 'elasticsearch'")
              .formatted(path));
    }
    check("candidates", candidates, Integer.MAX_VALUE);
    check("max-connections", maxConnections, MOST_CONNECTIONS);
    check("beam-width", beamWidth, WIDEST_BEAM);
  }

  private static void check(String key, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s is %d, but must be %s"
              .formatted(
                  key, value, most == Integer.MAX_VALUE ? "at least 1" : "between 1 and " + most));
    }
  }

  IndexFolder folder() {
    return new IndexFolder(Path.of(path));
  }
}
