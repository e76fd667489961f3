package org.mkailin.pipelines;

import java.net.URI;
import java.nio.file.Path;

/** Names of files and folders, as they stand on a command line. */
final class Locations {
  private Locations() {}

  /**
   * An absolute path where {@code name} is a local one, also as a file: URI; what has another
   * scheme stays as it is, without slashes at its end.
   */
  static String absolute(String name) {
    if (name.startsWith("file:/")) {
      return Path.of(URI.create(name)).normalize().toString();
    }
    return name.matches("[a-z][a-z0-9]+:.*")
        ? name.replaceAll("/+$", "")
        : Path.of(name).toAbsolutePath().normalize().toString();
  }
}
