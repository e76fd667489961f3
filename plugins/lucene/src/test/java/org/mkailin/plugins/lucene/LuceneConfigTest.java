package org.mkailin.plugins.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mkailin.config.ConfigBinder;

class LuceneConfigTest {
  private final List<String> problems = new ArrayList<>();

  @Test
  void onlyThePathHasToBeGiven() {
    assertThat(bind(Map.of("path", "/data/index"))).contains(config("/data/index", 100, 16, 100));
    bind(Map.of());
    assertThat(problems)
        .containsExactly(
            "lucene: key 'path' is missing: folder of the index, on this machine's disk");
  }

  @Test
  void everyKeyIsRead() {
    assertThat(
            bind(
                Map.of(
                    "path", "index", "candidates", 300, "max-connections", 32, "beam-width", 200)))
        .contains(config("index", 300, 32, 200));
  }

  @Test
  void aPlaceInTheCloudIsRefusedWithTheWayToGo() {
    bind(Map.of("path", "gs://bucket/index"));
    assertThat(problems)
        .containsExactly(
            "lucene: path is 'gs://bucket/index', but must be a folder on a local disk, such as"
                + " /data/index; for an index that a cluster shares, use plugin 'elasticsearch'");
  }

  @Test
  void valuesOutOfRangeAreNamed() {
    bind(Map.of("path", "index", "candidates", 0));
    bind(Map.of("path", "index", "max-connections", 513));
    bind(Map.of("path", "index", "beam-width", 3201));
    assertThat(problems)
        .containsExactly(
            "lucene: candidates is 0, but must be at least 1",
            "lucene: max-connections is 513, but must be between 1 and 512",
            "lucene: beam-width is 3201, but must be between 1 and 3200");
  }

  private Optional<LuceneConfig> bind(Map<String, Object> values) {
    return ConfigBinder.bind(LuceneConfig.class, values, "lucene", problems);
  }

  private static LuceneConfig config(String path, int candidates, int connections, int beam) {
    return new LuceneConfig(path, candidates, connections, beam);
  }
}
