package org.mkailin.testkit.elasticsearch;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
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
  private static final boolean ROOT = new UnixSystem().getUid() == 0;

  private ServerUser() {}

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
    return Files.getAttribute(folder, "unix:uid").equals((int) new UnixSystem().getUid());
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
