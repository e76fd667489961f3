package org.mkailin.pipelines.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.config.ConfigurationException;
import org.mkailin.testkit.RemoteTestFiles;
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
    out.close();
    assertThat(published).hasContent("row\n");
    try (var inside = Files.list(Path.of(out.path()))) {
      assertThat(inside.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("sft", "README.md", "manifest.json");
    }
  }

  @Test
  void aRemoteFolderIsPublishedToAndNothingElseIsLeftThere() throws IOException {
    String remote = RemoteTestFiles.url(folder.resolve("out"));
    try (OutputFolder out = OutputFolder.open(remote, false)) {
      List<WrittenFile> files = new ArrayList<>();
      for (String name : List.of("sft/a.jsonl", "lineage/sft/a.jsonl")) {
        WrittenFile file = new WrittenFile(out.staging() + "/" + name + ".attempt", name, 1, 4, "");
        out.stage(new OutputFolder.Text(name + ".attempt", "row\n"));
        files.add(file);
      }
      out.stage(new OutputFolder.Text("runs/lost", "row\n"));
      assertThat(OutputFolder.stagingFoldersWith("runs/lost", remote)).hasSize(1);
      out.publish(files, List.of(new OutputFolder.Text("README.md", "card")), "{}");
    }
    try (var all = Files.walk(folder.resolve("out"))) {
      assertThat(all.map(path -> folder.resolve("out").relativize(path).toString()))
          .filteredOn(name -> !name.contains(".opened"))
          .containsExactlyInAnyOrder(
              "",
              "README.md",
              "manifest.json",
              "lineage",
              "lineage/sft",
              "lineage/sft/a.jsonl",
              "sft",
              "sft/a.jsonl");
    }
  }

  private static final String EARLIER =
      """
      {"mkailin": "0.1", "files": [{"name": "cpt/a.jsonl"}, {"name": "README.md"}]}""";

  @Test
  void aRunThatPublishedMeanwhileIsNotOverwritten() throws IOException {
    OutputFolder out = OutputFolder.open(folder.toString(), false);
    WrittenFile file = staged(out, "cpt/a.jsonl");
    Files.writeString(folder.resolve("manifest.json"), EARLIER);
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

  @Test
  void anEarlierRunIsReplacedAndOtherFilesAreKept() throws IOException {
    Files.createDirectories(folder.resolve("cpt"));
    Files.writeString(folder.resolve("cpt/a.jsonl"), "old");
    Files.writeString(folder.resolve("README.md"), "old");
    Files.writeString(folder.resolve("notes.txt"), "mine");
    Files.writeString(folder.resolve("manifest.json"), EARLIER);
    try (OutputFolder out = OutputFolder.open(folder.toString(), true)) {
      WrittenFile file = staged(out, "cpt/b.jsonl");
      out.publish(List.of(file), List.of(new OutputFolder.Text("README.md", "new")), "{}");
    }
    assertThat(folder.resolve("cpt/a.jsonl")).doesNotExist();
    assertThat(folder.resolve("cpt/b.jsonl")).hasContent("row\n");
    assertThat(folder.resolve("README.md")).hasContent("new");
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
    assertThat(folder.resolve("manifest.json")).hasContent("{}");
  }

  @Test
  void manifestsOfOthersAndNamesOutsideTheFolderAreNoRun() throws IOException {
    for (String manifest :
        List.of(
            "{\"name\": \"an extension\", \"files\": [{\"name\": \"src/main.js\"}]}",
            "{\"mkailin\": \"0.1\", \"files\": [{\"name\": \"../victim.txt\"}]}",
            "{\"mkailin\": \"0.1\", \"files\": [{\"name\": \"/etc/victim.txt\"}]}",
            "{\"mkailin\": \"0.1\", \"files\": [")) {
      Files.writeString(folder.resolve("manifest.json"), manifest);
      assertThatThrownBy(() -> OutputFolder.open(folder.toString(), true))
          .as(manifest)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("holds no run of mkailin");
    }
  }

  @Test
  void aFolderIsLookedAtByItsNameAndNotAsAPattern() throws IOException {
    for (String name : List.of("out[1]", ".mkailin-data/out", "out*")) {
      Path odd = Files.createDirectories(folder.resolve(name));
      Files.writeString(odd.resolve("README.md"), "mine");
      assertThatThrownBy(() -> OutputFolder.open(odd.toString(), false))
          .as(name)
          .hasMessageContaining("is not empty");
      assertThatThrownBy(() -> OutputFolder.open(odd.toUri().toString(), false))
          .as(name)
          .hasMessageContaining("is not empty");
    }
  }

  @Test
  void aFileInTheWayIsNotOverwritten() throws IOException {
    Files.writeString(folder.resolve("manifest.json"), EARLIER);
    Files.createDirectories(folder.resolve("sft"));
    Files.writeString(folder.resolve("sft/x.jsonl"), "mine");
    OutputFolder out = OutputFolder.open(folder.toString(), true);
    WrittenFile file = staged(out, "sft/x.jsonl");
    assertThatThrownBy(() -> out.publish(List.of(file), List.of(), "{}"))
        .hasMessageContaining("sft/x.jsonl is in the way");
    assertThat(folder.resolve("sft/x.jsonl")).hasContent("mine");
    assertThat(folder.resolve("manifest.json")).hasContent(EARLIER);
  }

  @Test
  void aStagedFileThatVanishedIsMissedBeforeAnythingIsPublished() throws IOException {
    OutputFolder out = OutputFolder.open(folder.toString(), false);
    WrittenFile there = staged(out, "cpt/a.jsonl");
    WrittenFile shorter = new WrittenFile(there.writtenAs(), "cpt/a.jsonl", 1, 5, "");
    assertThatThrownBy(() -> out.publish(List.of(shorter), List.of(), "{}"))
        .hasMessageContaining("has 4 bytes, but 5 were written");
    WrittenFile gone = new WrittenFile(there.writtenAs() + "x", "cpt/b.jsonl", 1, 4, "");
    assertThatThrownBy(() -> out.publish(List.of(there, gone), List.of(), "{}"))
        .isInstanceOf(IOException.class);
    assertThat(folder.resolve("cpt")).doesNotExist();
    assertThat(folder.resolve("manifest.json")).doesNotExist();
  }

  @Test
  void whatCouldNotBePublishedIsKept() throws IOException {
    OutputFolder out = OutputFolder.open(folder.toString(), false);
    WrittenFile first = staged(out, "cpt/a.jsonl");
    // The second file's folder can't be made: the first file stands in its place.
    WrittenFile second = staged(out, "cpt/a.jsonl/b.jsonl.staged");
    WrittenFile blocked = new WrittenFile(second.writtenAs(), "cpt/a.jsonl/b.jsonl", 1, 4, "");
    assertThatThrownBy(() -> out.publish(List.of(first, blocked), List.of(), "{}"))
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("are kept in " + out.staging());
    out.close();
    assertThat(Path.of(second.writtenAs())).exists();
    assertThat(Path.of(out.staging(), "manifest.json")).exists();
  }

  @Test
  void aFolderThatWasMadeForNothingIsRemoved() throws IOException {
    Path made = folder.resolve("made");
    OutputFolder.open(made.toString(), false).close();
    assertThat(made).doesNotExist();
  }
}
