package org.mkailin.testkit.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for a node of either version. */
abstract class ElasticsearchServerContract {
  private final ElasticsearchVersion version;

  ElasticsearchServerContract(ElasticsearchVersion version) {
    this.version = version;
  }

  @Test
  void theSharedNodeIsOfTheVersionAskedFor(ElasticsearchServer server) throws IOException {
    assertThat(server.send("GET", "/_nodes?filter_path=nodes.*.version", "").body())
        .contains("\"version\":\"" + version.number() + "\"");
  }

  @Test
  void aNodeTakesSettingsKeepsItsDataWhenKilledAndLeavesNothing() throws IOException {
    Path folder;
    List<ProcessHandle> processes;
    try (ElasticsearchServer server =
        ElasticsearchServer.start(
            NodeOptions.of(version)
                .withHeap("256m")
                .withSetting("indexing_pressure.memory.limit", "1kb"))) {
      folder = server.folder();
      assertThat(server.send("PUT", "/passages/_doc/1", "{\"title\": \"papain\"}").statusCode())
          .isEqualTo(201);
      String large = "{\"title\": \"" + "x".repeat(2000) + "\"}";
      assertThat(server.send("PUT", "/passages/_doc/2", large).statusCode()).isEqualTo(429);

      String url = server.url();
      ProcessHandle killed = server.process();
      server.kill();
      assertThat(killed.isAlive()).isFalse();
      assertThatThrownBy(() -> server.send("GET", "/_cluster/health", ""))
          .isInstanceOf(IOException.class);

      server.restart();
      assertThat(server.url()).isEqualTo(url);
      assertThat(server.send("GET", "/passages/_doc/1", "").body()).contains("papain");
      processes = List.of(server.process(), server.process().parent().orElseThrow());
    }
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(folder).doesNotExist();
  }
}
