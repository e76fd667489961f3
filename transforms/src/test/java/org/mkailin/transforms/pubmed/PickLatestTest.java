package org.mkailin.transforms.pubmed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.runtime.Resources;

class PickLatestTest {
  @Test
  void theBenchmarkIsReadOnceForAllThreadsOfAWorker(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("benchmark.pmids"), "1\n2\n");
    PickLatest one = new PickLatest(file.toString());
    PickLatest other = new PickLatest(file.toString());
    one.loadBenchmark();
    // What is gone can't be read again.
    Files.delete(file);
    other.loadBenchmark();
    one.releaseBenchmark();
    assertThat(Resources.inUse()).hasSize(1);
    other.releaseBenchmark();
    assertThat(Resources.inUse()).isEmpty();
  }
}
