package org.mkailin.pipelines.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.testkit.BeamTest;

@BeamTest
class RunSummaryTest {
  @TempDir Path folder;

  @Test
  void aPipelineThatWritesNoFilesTellsItsCounts(TestPipeline pipeline) throws IOException {
    String path = folder.resolve("summary.jsonl").toString();
    RunSummary.write(
        pipeline.apply(Create.of(KV.of("read/out", 7L))), PCollectionList.empty(pipeline), path);
    pipeline.run().waitUntilFinish();
    RunSummary summary = RunSummary.ofEnded(path);
    assertThat(summary.counts()).containsOnlyKeys("read/out").containsEntry("read/out", 7L);
    assertThat(summary.files()).isEmpty();
  }
}
