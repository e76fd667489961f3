package org.mkailin.plugins.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

class ServerVersionTest {
  @Test
  void theOldestNodeDecides() throws JsonProcessingException {
    assertThat(oldest("9.5.3", "8.19.21", "9.4.0")).isEqualTo(new ServerVersion(8, 19));
    assertThat(oldest("10.0.0-SNAPSHOT", "9.12.1")).isEqualTo(new ServerVersion(9, 12));
  }

  @Test
  void whatCameWithAVersionIsThereFromThenOn() {
    assertThat(new ServerVersion(9, 0).hasFilterHeuristics()).isFalse();
    assertThat(new ServerVersion(9, 1).hasFilterHeuristics()).isTrue();
    assertThat(new ServerVersion(8, 19).takesCompactDocuments()).isFalse();
    assertThat(new ServerVersion(9, 3).takesCompactDocuments()).isTrue();
    assertThat(new ServerVersion(9, 3).takesCompactQueries()).isFalse();
    assertThat(new ServerVersion(10, 0).takesCompactQueries()).isTrue();
  }

  @Test
  void anOldServerAndSomethingElseAreToldByName() {
    assertThatThrownBy(() -> oldest("9.5.3", "8.18.3"))
        .hasMessage("cluster has version 8.18, but 8.19 or later is needed; upgrade it");
    assertThatThrownBy(() -> oldest("unknown"))
        .hasMessage("cluster says 'unknown' of its version; is it Elasticsearch?");
    assertThatThrownBy(() -> oldest()).hasMessageContaining("says nothing of its version");
  }

  private static ServerVersion oldest(String... versions) throws JsonProcessingException {
    var nodes = PassageDocument.JSON.createObjectNode();
    for (int i = 0; i < versions.length; i++) {
      nodes.withObject("/nodes/n" + i).put("version", versions[i]);
    }
    return ServerVersion.oldestIn(nodes, "cluster");
  }
}
