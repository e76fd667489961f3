package org.mkailin.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkMasterTest {
  @ParameterizedTest
  @CsvSource({
    "flink:8081, http://flink:8081",
    "10.0.0.7, http://10.0.0.7:8081",
    "https://flink.example.org:443/, https://flink.example.org:443",
    "[::1]:9000, http://[::1]:9000",
  })
  void anAddressIsAHostAndPerhapsAPort(String text, String url) {
    assertThat(FlinkMaster.parse(text).map(FlinkMaster::url)).contains(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[auto]", "[collection]", "flink:", "flink:0", "flink:65536", "a b"})
  void nothingElseIs(String text) {
    assertThat(FlinkMaster.parse(text)).isEmpty();
  }

  @Test
  void flinkInThisProcessHasNoAddress() {
    assertThat(FlinkMaster.parse(FlinkMaster.LOCAL)).isEmpty();
  }
}
