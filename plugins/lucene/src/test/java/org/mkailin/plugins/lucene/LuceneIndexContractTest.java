package org.mkailin.plugins.lucene;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.agent.AgentSpec;
import org.mkailin.testkit.PassageIndexContract;

class LuceneIndexContractTest extends PassageIndexContract {
  @TempDir private Path folder;
  private int indexes;

  @Override
  protected AgentSpec specOfEmptyIndex() {
    indexes++;
    Path path = folder.resolve("index-" + indexes);
    return new AgentSpec(
        "index", List.of("lucene"), Map.of("lucene", Map.of("path", path.toString())));
  }
}
