package org.mkailin.testkit.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ElasticsearchExtensionTest {
  private final NoFittingJava none = new NoFittingJava("needs Java 21");

  @Test
  void withoutJavaTestsAreSkippedWithWords() {
    var result = ElasticsearchExtension.skipOrFail(none, null);

    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason()).hasValue("Skipped: needs Java 21");
  }

  @Test
  void whereElasticsearchIsRequiredTheyFailWithTheSameWords() {
    assertThatThrownBy(() -> ElasticsearchExtension.skipOrFail(none, "true")).isSameAs(none);
  }
}
