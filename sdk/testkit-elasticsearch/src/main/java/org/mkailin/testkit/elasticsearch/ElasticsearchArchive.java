package org.mkailin.testkit.elasticsearch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Elastic's own minimal archive of the server, as Maven fetched it.
 *
 * <p>It is unpacked once for all tests of a user, into a folder that the server's user may read.
 * Parts of it are under the Elastic License: it is fetched where tests run, and never passed on.
 */
final class ElasticsearchArchive {
  private final ElasticsearchVersion version;
  private final Path zip;
  private final Path folder;

  private ElasticsearchArchive(ElasticsearchVersion version, Path zip, Path folder) {
    this.version = version;
    this.zip = zip;
    this.folder = folder;
  }

  /** The archive of a version, which has to be on this machine. */
  static ElasticsearchArchive find(ElasticsearchVersion version) {
    return new ElasticsearchArchive(
        version,
        find(version, places(version)),
        Path.of(
            System.getProperty("java.io.tmpdir"), "mkailin-elasticsearch-" + ServerUser.number()));
  }

  /** The archive in this file, unpacked into this folder. */
  static ElasticsearchArchive of(ElasticsearchVersion version, Path zip, Path folder) {
    return new ElasticsearchArchive(version, zip, folder);
  }

  static Path find(ElasticsearchVersion version, List<Path> places) {
    return places.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new MissingArchive(
                    String.format(
                        Locale.ROOT,
                        "the archive of %s is not on this machine; looked for:\n  %s\n"
                            + "Fetch it with\n  mvn dependency:get -Dtransitive=false -Dartifact="
                            + "org.elasticsearch.distribution.integ-test-zip:elasticsearch:%s:zip\n"
                            + "or let the build do so, as the manual shows (ElasticsearchExtension)."
                            + " System property mkailin.elasticsearch.archives names another"
                            + " folder.",
                        version,
                        String.join("\n  ", places.stream().map(Path::toString).toList()),
                        version.number())));
  }

  private static List<Path> places(ElasticsearchVersion version) {
    String file = "elasticsearch-" + version.number() + ".zip";
    List<Path> places = new ArrayList<>();
    String named = System.getProperty("mkailin.elasticsearch.archives");
    if (named != null) {
      places.add(Path.of(named, file));
    }
    // Maven's tests are told its local repository; what runs from elsewhere takes the usual one.
    String repository =
        System.getProperty(
            "maven.repo.local",
            System.getProperty(
                "localRepository", System.getProperty("user.home") + "/.m2/repository"));
    places.add(
        Path.of(
            repository,
            "org/elasticsearch/distribution/integ-test-zip/elasticsearch",
            version.number(),
            file));
    return places;
  }

  /** The server's home, which nodes read and share. */
  Path unpacked() {
    return unpacked(Map.of());
  }

  /** A home for nodes with security, too. */
  Path unpackedWithApiKeys() throws IOException {
    Map<String, byte[]> added = new LinkedHashMap<>();
    ApiKeyPlugin.files(version)
        .forEach((name, bytes) -> added.put("plugins/" + ApiKeyPlugin.NAME + "/" + name, bytes));
    return new ElasticsearchArchive(version, zip, folder.resolve("with-api-keys")).unpacked(added);
  }

  private Path unpacked(Map<String, byte[]> added) {
    // A file's lock is the process's: threads of one process take turns by the class.
    synchronized (ElasticsearchArchive.class) {
      try {
        makeFolders(folder, folder);
        if (!ServerUser.owns(folder)) {
          throw new IllegalStateException(folder + " belongs to another user; remove it");
        }
        Path lock = folder.resolve("lock");
        try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          channel.lock();
          return unpackedAlone(added);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot unpack " + zip + " into " + folder, e);
      }
    }
  }

  private Path unpackedAlone(Map<String, byte[]> added) throws IOException {
    Path home = folder.resolve("elasticsearch-" + version.number());
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      if (!isComplete(archive)) {
        Path partial = folder.resolve("partial-" + version.number());
        Folders.delete(partial);
        Folders.delete(home);
        unpack(archive, partial);
        for (Map.Entry<String, byte[]> file : added.entrySet()) {
          write(
              partial,
              partial.resolve(home.getFileName()).resolve(file.getKey()),
              new ByteArrayInputStream(file.getValue()));
        }
        Files.move(partial.resolve(home.getFileName()), home, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(partial);
      }
    }
    return home;
  }

  /** Whether each file is there in its length: who cleans temporary folders may take some alone. */
  private boolean isComplete(ZipFile archive) {
    return archive.stream()
        .filter(entry -> !entry.isDirectory())
        .allMatch(entry -> folder.resolve(entry.getName()).toFile().length() == entry.getSize());
  }

  private static void unpack(ZipFile archive, Path target) throws IOException {
    for (ZipEntry entry : Collections.list(archive.entries())) {
      Path file = target.resolve(entry.getName()).normalize();
      if (!file.startsWith(target)) {
        throw new IOException("entry " + entry.getName() + " leads out of the archive");
      }
      if (!entry.isDirectory()) {
        try (InputStream in = archive.getInputStream(entry)) {
          write(target, file, in);
        }
      }
    }
  }

  private static void write(Path target, Path file, InputStream bytes) throws IOException {
    makeFolders(target, file.getParent());
    Files.copy(bytes, file);
    boolean program = file.getParent().endsWith("bin");
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }

  /** Makes the folders down to this one, which everyone may enter, whatever the umask. */
  private static void makeFolders(Path top, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      if (!folder.equals(top)) {
        makeFolders(top, folder.getParent());
      }
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
