package org.mkailin.plugins.lucene;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.agent.AgentSpec;
import org.mkailin.testkit.PassageIndexContract;
import org.mkailin.testkit.RemoteTestFiles;

class RemoteIndexContractTest extends PassageIndexContract {
  @TempDir private Path folder;
  private int indexes;

  @BeforeAll
  static void findFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Override
  protected AgentSpec specOfEmptyIndex() {
    indexes++;
    return new AgentSpec(
        "index",
        List.of("lucene"),
        Map.of(
            "lucene",
            Map.of(
                "path", RemoteTestFiles.url(folder.resolve("index-" + indexes)),
                "work-folder", folder.resolve("work").toString())));
  }
}
