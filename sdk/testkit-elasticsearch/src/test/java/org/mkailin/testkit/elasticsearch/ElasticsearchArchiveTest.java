package org.mkailin.testkit.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchArchiveTest {
  private static final ElasticsearchVersion V9 = ElasticsearchVersion.V9;
  private static final String HOME = "elasticsearch-" + V9.number();

  @TempDir Path folder;

  private ElasticsearchArchive archive(String... files) throws IOException {
    Path zip = folder.resolve("server.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry(HOME + "/"));
      for (String file : files) {
        out.putNextEntry(new ZipEntry(HOME + "/" + file));
        out.write(file.getBytes(StandardCharsets.UTF_8));
      }
    }
    return ElasticsearchArchive.of(V9, zip, folder.resolve("unpacked"));
  }

  @Test
  void everyoneMayReadWhatIsUnpackedAndRunItsPrograms() throws IOException {
    Path home = archive("bin/elasticsearch", "lib/server.jar").unpacked();

    assertThat(home.resolve("lib/server.jar")).hasContent("lib/server.jar");
    assertThat(permissions(home.resolve("lib/server.jar"))).isEqualTo("rw-r--r--");
    assertThat(permissions(home.resolve("bin/elasticsearch"))).isEqualTo("rwxr-xr-x");
    for (Path way : List.of(home.resolve("bin"), home, home.getParent())) {
      assertThat(permissions(way)).isEqualTo("rwxr-xr-x");
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void itIsUnpackedOnceForAll() throws IOException {
    ElasticsearchArchive archive = archive("lib/server.jar");
    FileTime marked = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(archive.unpacked().resolve("lib/server.jar"), marked);

    List<Path> homes =
        IntStream.range(0, 8).parallel().mapToObj(i -> archive.unpacked()).distinct().toList();

    assertThat(homes).hasSize(1);
    assertThat(Files.getLastModifiedTime(homes.get(0).resolve("lib/server.jar"))).isEqualTo(marked);
  }

  @Test
  void aHalfUnpackedOneIsNeverUsed() throws IOException {
    ElasticsearchArchive archive = archive("lib/server.jar", "lib/other.jar");
    Path brokenOff = folder.resolve("unpacked/partial-" + V9.number() + "/" + HOME + "/lib");
    Files.writeString(Files.createDirectories(brokenOff).resolve("server.jar"), "li");
    Path home = archive.unpacked();
    assertThat(home.resolve("lib/server.jar")).hasContent("lib/server.jar");

    Files.delete(home.resolve("lib/other.jar"));
    assertThat(archive.unpacked().resolve("lib/other.jar")).hasContent("lib/other.jar");

    Files.writeString(home.resolve("lib/server.jar"), "li");
    assertThat(archive.unpacked().resolve("lib/server.jar")).hasContent("lib/server.jar");
  }

  @Test
  void nothingIsWrittenBesideTheFolder() throws IOException {
    ElasticsearchArchive archive = archive("../../../outside");

    assertThatThrownBy(archive::unpacked)
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("entry " + HOME + "/../../../outside leads out of the archive");
    assertThat(folder.resolve("outside")).doesNotExist();
  }

  @Test
  void whereItIsAbsentTheMessageTellsWhereItWasLookedForAndHowItIsFetched() {
    Path one = folder.resolve("one.zip");

    assertThatThrownBy(() -> ElasticsearchArchive.find(V9, List.of(one, folder)))
        .isInstanceOf(MissingArchive.class)
        .hasMessageContainingAll(
            V9 + " is not on this machine",
            one.toString(),
            folder.toString(),
            "mvn dependency:get -Dtransitive=false -Dartifact="
                + "org.elasticsearch.distribution.integ-test-zip:elasticsearch:"
                + V9.number()
                + ":zip");
  }
}
