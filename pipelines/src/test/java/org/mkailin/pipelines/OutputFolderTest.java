package org.mkailin.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.config.ConfigurationException;
import org.mkailin.transforms.dataset.WrittenFile;

class OutputFolderTest {
  @TempDir Path folder;

  @BeforeAll
  static void registerFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private static WrittenFile staged(OutputFolder out, String name) throws IOException {
    Path file = Path.of(out.staging(), name + ".attempt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "row\n");
    return new WrittenFile(file.toString(), name, 1, 4, "");
  }

  @Test
  void nothingIsSeenBeforePublishingAndNoStagingAfter() throws IOException {
    OutputFolder out = OutputFolder.open(folder.resolve("out").toString(), false);
    WrittenFile file = staged(out, "sft/sft-00000-of-00001.jsonl");
    // An attempt that the graph did not commit.
    staged(out, "sft/lost");
    Path published = Path.of(out.path(), file.name());
    assertThat(published).doesNotExist();
    out.publish(List.of(file), List.of(new OutputFolder.Text("README.md", "card")), "{}");
    out.removeStaging();
    assertThat(published).hasContent("row\n");
    try (var inside = Files.list(Path.of(out.path()))) {
      assertThat(inside.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("sft", "README.md", "manifest.json");
    }
  }

  @Test
  void aRunThatPublishedMeanwhileIsNotOverwritten() throws IOException {
    OutputFolder out = OutputFolder.open(folder.toString(), false);
    WrittenFile file = staged(out, "cpt/a.jsonl");
    Files.writeString(folder.resolve("manifest.json"), "{}");
    assertThatThrownBy(() -> out.publish(List.of(file), List.of(), "{}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("holds another run");
  }

  @Test
  void whatACrashedRunLeftBehindDoesNotBlockTheNext() throws IOException {
    OutputFolder crashed = OutputFolder.open(folder.toString(), false);
    staged(crashed, "cpt/a.jsonl");
    assertThat(OutputFolder.open(folder.toString(), false).path()).isEqualTo(folder.toString());
  }
}
