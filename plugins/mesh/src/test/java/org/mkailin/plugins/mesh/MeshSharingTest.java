package org.mkailin.plugins.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.QuestionEvaluator;
import org.mkailin.runtime.AgentLease;
import org.mkailin.runtime.Resources;

/** What is large is read once for each worker: here the files are gone after the first reading. */
class MeshSharingTest {
  @TempDir Path folder;

  @Test
  void hierarchyAndStatisticsAreReadOnceForAllThreadsOfAWorker() throws Exception {
    AgentSpec spec = Samples.spec(copied(Samples.DESCRIPTORS), copied(Samples.STATISTICS));
    try (AgentLease first = AgentLease.of(spec)) {
      QuestionEvaluator evaluator = first.get(QuestionEvaluator.class);
      deleteCopies();
      QuestionEvaluator elsewhere =
          CompletableFuture.supplyAsync(
                  () -> {
                    try (AgentLease second = AgentLease.of(spec)) {
                      return second.get(QuestionEvaluator.class);
                    }
                  })
              .get();
      assertThat(elsewhere).isSameAs(evaluator);
    }
    assertThat(AgentLease.inUse()).isEmpty();
    assertThat(Resources.inUse()).isEmpty();
  }

  @Test
  void agentsOnOneMeshFileShareItsHierarchy() throws Exception {
    String descriptors = copied(Samples.DESCRIPTORS);
    AgentSpec judge = Samples.spec(descriptors, Samples.STATISTICS);
    AgentSpec other =
        new AgentSpec(
            "other",
            List.of("mesh"),
            Map.of(
                "mesh",
                Map.of(
                    "descriptors", descriptors, "statistics", Samples.STATISTICS, "ties", "keep")));
    try (AgentLease first = AgentLease.of(judge);
        AgentLease second = AgentLease.of(other)) {
      MeshOntology hierarchy = first.get(MeshOntology.class);
      deleteCopies();
      assertThat(second.get(MeshOntology.class)).isSameAs(hierarchy);
      assertThat(Resources.inUse()).hasSize(1);
    }
    assertThat(Resources.inUse()).isEmpty();
  }

  private String copied(String file) throws Exception {
    Path copy = folder.resolve(Path.of(file).getFileName());
    return Files.copy(Path.of(file), copy).toString();
  }

  private void deleteCopies() throws Exception {
    try (var copies = Files.list(folder)) {
      for (Path copy : copies.toList()) {
        Files.delete(copy);
      }
    }
  }
}
