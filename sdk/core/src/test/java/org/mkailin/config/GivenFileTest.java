package org.mkailin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenFileTest {
  @TempDir Path folder;

  private static String read(String location) throws IOException {
    try (var in = Channels.newInputStream(GivenFile.open(location))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "here");
  }

  @Test
  void aFileIsOpenedByItsPathAbsoluteOrRelative() throws IOException {
    Path file = file("a.yaml");
    assertThat(read(file.toString())).isEqualTo("here");
    assertThat(read(Path.of("").toAbsolutePath().relativize(file).toString())).isEqualTo("here");
  }

  @Test
  void aFileIsOpenedByItsUrl() throws IOException {
    Path file = file("a b.yaml");
    assertThat(read("file://" + file)).isEqualTo("here");
    assertThat(read("file:" + file)).isEqualTo("here");
    assertThat(read("FILE:///" + file)).isEqualTo("here");
  }

  @Test
  void aNameIsNoPattern() throws IOException {
    assertThat(read(file("a*[1].yaml").toString())).isEqualTo("here");
    String pattern = folder.resolve("a*.yaml").toString();
    assertThatThrownBy(() -> GivenFile.open(pattern)).hasMessage(pattern + " does not exist");
  }

  @Test
  void aMissingFileIsToldAtOnceWhereLinksLeadInCircles() throws IOException {
    // A walk that follows links would go down 3 ways at each of 40 levels.
    for (String link : new String[] {"a", "b", "c"}) {
      Files.createSymbolicLink(folder.resolve(link), folder);
    }
    String missing = folder.resolve("nope.yaml").toString();
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThatThrownBy(() -> GivenFile.open(missing))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage(missing + " does not exist"));
  }

  @Test
  void aMissingFileIsNamedByWhereItWasLookedFor() {
    assertThatThrownBy(() -> GivenFile.open("nope/nowhere.yaml"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(Path.of("nope/nowhere.yaml").toAbsolutePath() + " does not exist");
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> GivenFile.open(folder.toString()))
        .isInstanceOf(GivenFile.FolderException.class)
        .hasMessage(folder + " is a folder; name a file");
    assertThatThrownBy(() -> GivenFile.open("gs://bucket/agents/"))
        .isInstanceOf(GivenFile.FolderException.class)
        .hasMessage("gs://bucket/agents/ is a folder; name a file");
    assertThatThrownBy(() -> GivenFile.open("")).isInstanceOf(GivenFile.FolderException.class);
  }

  @Test
  void aFileThatMayNotBeReadIsNotCalledMissing() throws IOException {
    Path file = file("secret.yaml");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "SKIPPED: this user may read every file");
    assertThatThrownBy(() -> GivenFile.open(file.toString()))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage(file + " (Permission denied)");
  }

  @Test
  void aFileIsNoFolderToLookIn() throws IOException {
    String inside = file("a.yaml").resolve("b.yaml").toString();
    assertThatThrownBy(() -> GivenFile.open(inside))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageStartingWith(inside);
  }

  @Test
  void aFileSystemThatNoModuleBringsIsNamed() {
    assertThatThrownBy(() -> GivenFile.open("nowhere://bucket/a.yaml"))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageStartingWith("nowhere://bucket/a.yaml can't be opened: ")
        .hasMessageContaining("nowhere");
  }

  @Test
  void whatIsNoPathIsRefused() {
    assertThatThrownBy(() -> GivenFile.open("a\0b"))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("can't be opened");
  }
}
