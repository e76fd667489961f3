package org.mkailin.plugins.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mkailin.config.ConfigBinder;

/** The defaults, every key, every range: a typing error in a record shows here. */
class ExampleConfigTest {
  private final List<String> problems = new ArrayList<>();

  @Test
  void asksWhatTheStudyShowsUnlessTold() {
    assertThat(ConfigBinder.bind(ExampleConfig.class, Map.of(), "example", problems))
        .contains(new ExampleConfig("What does this study show about"));
  }

  @Test
  void everyKeyIsRead() {
    assertThat(
            ConfigBinder.bind(
                ExampleConfig.class, Map.of("prefix", " What is known of "), "example", problems))
        .contains(new ExampleConfig("What is known of"));
  }

  @Test
  void aBlankPrefixIsRefused() {
    ConfigBinder.bind(ExampleConfig.class, Map.of("prefix", " "), "example", problems);
    assertThat(problems).containsExactly("example: prefix is blank, but must be at least one word");
  }
}
