package org.mkailin.plugins.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mkailin.config.ConfigBinder;

class DenseConfigTest {
  private final List<String> problems = new ArrayList<>();

  @Test
  void fourContextsAndNoFileUnlessTold() {
    assertThat(ConfigBinder.bind(DenseConfig.class, Map.of(), "dense", problems))
        .contains(new DenseConfig(4, Optional.empty()));
  }

  @Test
  void everyKeyIsRead() {
    assertThat(
            ConfigBinder.bind(
                DenseConfig.class, Map.of("k", 9, "never-return", "pqal.txt"), "dense", problems))
        .contains(new DenseConfig(9, Optional.of("pqal.txt")));
  }

  @Test
  void zeroContextsAreRefused() {
    ConfigBinder.bind(DenseConfig.class, Map.of("k", 0), "dense", problems);
    assertThat(problems).containsExactly("dense: k is 0, but must be at least 1");
  }
}
