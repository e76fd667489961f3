package org.mkailin.testkit.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.testkit.elasticsearch.JavaHome.Candidate;

class JavaHomeTest {
  @TempDir Path folder;

  @BeforeEach
  void letTheServersUserIn() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Candidate java(String name, String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.createFile(
        program,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\n" + version + "\n");
    return new Candidate("folder", home);
  }

  @Test
  void theFirstThatFitsIsTaken() throws IOException {
    List<Candidate> candidates =
        List.of(
            new Candidate("JAVA_HOME", null),
            new Candidate("folder", folder.resolve("absent")),
            java("eight", "JAVA_VERSION=\"1.8.0_402\""),
            java("nameless", ""),
            java("seventeen", "JAVA_VERSION=\"17.0.15\""),
            java("twenty-one", "JAVA_VERSION=\"21\""),
            java("twenty-five", "JAVA_VERSION=\"25.0.3\""));

    assertThat(JavaHome.find(ElasticsearchVersion.V8, candidates))
        .isEqualTo(new JavaHome(folder.resolve("seventeen"), 17));
    assertThat(JavaHome.find(ElasticsearchVersion.V9, candidates))
        .isEqualTo(new JavaHome(folder.resolve("twenty-one"), 21));
  }

  @Test
  void whereNoneFitsTheMessageTellsWhatWasSeenAndWhatToDo() throws IOException {
    List<Candidate> candidates =
        List.of(
            new Candidate("environment variable JAVA_HOME", null),
            new Candidate("folder", folder.resolve("absent")),
            java("seventeen", "JAVA_VERSION=\"17.0.15\""));

    assertThatThrownBy(() -> JavaHome.find(ElasticsearchVersion.V9, candidates))
        .isInstanceOf(NoFittingJava.class)
        .hasMessage(
            """
            %s needs Java 21 or later; looked at:
              environment variable JAVA_HOME (not set)
              folder %s/absent (no Java runtime)
              folder %s/seventeen (Java 17)
            Install one there, or name its folder in the environment variable ES_JAVA_HOME.""",
            ElasticsearchVersion.V9, folder, folder);
  }
}
