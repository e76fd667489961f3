package org.mkailin.plugins.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.Ties;
import org.mkailin.config.ConfigBinder;
import org.mkailin.plugins.mesh.MeshConfig.CheckTagUse;

class MeshConfigTest {
  private final List<String> problems = new ArrayList<>();

  @Test
  void defaults() {
    assertThat(bind(Map.of("descriptors", "desc.xml", "statistics", "statistics.tsv")))
        .isEqualTo(
            new MeshConfig("desc.xml", "statistics.tsv", CheckTagUse.IGNORE, Ties.DROP, 1e-9));
  }

  @Test
  void everyKey() {
    assertThat(
            bind(
                Map.of(
                    "descriptors", "desc.xml",
                    "statistics", "statistics.tsv",
                    "check-tags", "count",
                    "ties", "keep",
                    "tie-margin", 0.01)))
        .isEqualTo(
            new MeshConfig("desc.xml", "statistics.tsv", CheckTagUse.COUNT, Ties.KEEP, 0.01));
  }

  @Test
  void allProblemsAtOnce() {
    ConfigBinder.bind(
        MeshConfig.class,
        Map.of("statistics", "statistics.tsv", "check-tags", "some", "tie-margins", 0),
        "mesh",
        problems);
    assertThat(problems)
        .containsExactlyInAnyOrder(
            "mesh: unknown key 'tie-margins'; did you mean 'tie-margin'?",
            "mesh: key 'descriptors' is missing: NLM's descriptors (desc*.xml) or trees"
                + " (mtrees*.bin), gzipped or not",
            "mesh.check-tags: 'some' is not one of ignore, count");
  }

  @Test
  void aMarginOutsideTheScoresRangeIsRefused() {
    ConfigBinder.bind(
        MeshConfig.class,
        Map.of("descriptors", "d", "statistics", "s", "tie-margin", -1),
        "mesh",
        problems);
    assertThat(problems)
        .containsExactly(
            "mesh: tie-margin is -1.0, but must be at least 0 and below 1, as scores are");
  }

  private MeshConfig bind(Map<String, Object> values) {
    MeshConfig config = ConfigBinder.bind(MeshConfig.class, values, "mesh", problems).orElseThrow();
    assertThat(problems).isEmpty();
    return config;
  }
}
