package org.mkailin.testkit.elasticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The user that Elasticsearch runs as: who runs the tests, or «nobody» where that is root, which
 * Elasticsearch refuses.
 */
final class ServerUser {
  private static final int NOBODY = 65534;
  private static final int OURS = ours();
  private static final boolean ROOT = OURS == 0;

  private ServerUser() {}

  /** Our user's number, as a file of ours tells: in a container, it may have no name. */
  private static int ours() {
    try {
      Path file = Files.createTempFile("mkailin", "");
      try {
        return owner(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to java.io.tmpdir", e);
    }
  }

  private static int owner(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:uid");
  }

  /** The number of the user who runs this, root or not. */
  static int number() {
    return OURS;
  }

  /** The command, run as the server's user. */
  static List<String> command(List<String> command) {
    if (!ROOT) {
      return command;
    }
    if (Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .noneMatch(folder -> Files.isExecutable(Path.of(folder, "setpriv")))) {
      throw new IllegalStateException(
          "Elasticsearch does not run as root, and the command setpriv, which would change to user"
              + " nobody, is not on the PATH; install it (package util-linux), or run as another"
              + " user");
    }
    return Stream.concat(
            Stream.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"),
            command.stream())
        .toList();
  }

  /** Gives a folder, and all in it, to the server's user. */
  static void give(Path folder) throws IOException {
    if (!ROOT) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setAttribute(file, "unix:uid", NOBODY);
        Files.setAttribute(file, "unix:gid", NOBODY);
      }
    }
  }

  /** Whether the folder is of the user who runs this, root or not. */
  static boolean owns(Path folder) throws IOException {
    return owner(folder) == OURS;
  }

  /** The folder on the way to this one that the server's user may not pass, if there is one. */
  static Optional<Path> barrier(Path folder) {
    if (!ROOT) {
      return Optional.empty();
    }
    try {
      Path way = folder.toRealPath();
      while (way != null) {
        if (!Files.getPosixFilePermissions(way).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return Optional.of(way);
        }
        way = way.getParent();
      }
      return Optional.empty();
    } catch (IOException unreadable) {
      return Optional.of(folder);
    }
  }
}
