package org.mkailin.plugins.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mkailin.config.ConfigBinder;

class MiniLmConfigTest {
  private final List<String> problems = new ArrayList<>();

  @Test
  void readsTwoHundredAndFiftySixTokensWithOneThreadUnlessTold() {
    assertThat(ConfigBinder.bind(MiniLmConfig.class, Map.of(), "minilm", problems))
        .contains(new MiniLmConfig(256, 1));
  }

  @Test
  void everyKeyIsRead() {
    assertThat(
            ConfigBinder.bind(
                MiniLmConfig.class, Map.of("max-tokens", 64, "threads", 4), "minilm", problems))
        .contains(new MiniLmConfig(64, 4));
  }

  @Test
  void valuesOutOfRangeAreNamed() {
    ConfigBinder.bind(MiniLmConfig.class, Map.of("max-tokens", 7), "minilm", problems);
    ConfigBinder.bind(MiniLmConfig.class, Map.of("max-tokens", 513), "minilm", problems);
    ConfigBinder.bind(MiniLmConfig.class, Map.of("threads", 0), "minilm", problems);
    assertThat(problems)
        .containsExactly(
            "minilm: max-tokens is 7, but must be 8 to 512",
            "minilm: max-tokens is 513, but must be 8 to 512",
            "minilm: threads is 0, but must be at least 1");
  }
}
