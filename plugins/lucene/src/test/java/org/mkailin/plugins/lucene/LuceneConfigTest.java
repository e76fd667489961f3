package org.mkailin.plugins.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
    assertThat(bind(Map.of("path", "/data/index"))).contains(DefaultConfig.at("/data/index"));
    bind(Map.of());
    assertThat(problems)
        .containsExactly(
            "lucene: key 'path' is missing: folder of the index: local, or on a file system such as"
                + " gs://, s3:// or hdfs://");
  }

  @Test
  void everyKeyIsRead() {
    assertThat(
            bind(
                Map.of(
                    "path",
                    "index",
                    "work-folder",
                    "/scratch",
                    "candidates",
                    300,
                    "max-connections",
                    32,
                    "beam-width",
                    200)))
        .contains(new LuceneConfig("index", Optional.of("/scratch"), 300, 32, 200));
  }

  @Test
  void aUrlIsAPlaceOnAnotherFileSystemUnlessItNamesAFile() {
    assertThat(DefaultConfig.at("gs://bucket/index/").place())
        .isEqualTo(
            new RemotePlace("gs://bucket/index", Path.of(System.getProperty("java.io.tmpdir"))));
    LuceneConfig elsewhere = new LuceneConfig("s3://b/i", Optional.of("/scratch"), 100, 16, 100);
    assertThat(elsewhere.place()).isEqualTo(new RemotePlace("s3://b/i", Path.of("/scratch")));
    for (String local : List.of("/data/index", "file:///data/index")) {
      assertThat(DefaultConfig.at(local).place())
          .isEqualTo(new IndexFolder(Path.of("/data/index")));
    }
  }

  @Test
  void valuesOutOfRangeAreNamed() {
    bind(Map.of("path", " "));
    bind(Map.of("path", "index", "candidates", 0));
    bind(Map.of("path", "index", "max-connections", 513));
    bind(Map.of("path", "index", "beam-width", 3201));
    assertThat(problems)
        .containsExactly(
            "lucene: path is blank, but must name a folder, such as /data/index or gs://bucket/index",
            "lucene: candidates is 0, but must be at least 1",
            "lucene: max-connections is 513, but must be between 1 and 512",
            "lucene: beam-width is 3201, but must be between 1 and 3200");
  }

  private Optional<LuceneConfig> bind(Map<String, Object> values) {
    return ConfigBinder.bind(LuceneConfig.class, values, "lucene", problems);
  }
}
