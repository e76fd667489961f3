package org.mkailin.pipelines.place;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;

/** Names of files and folders, as they stand on a command line. */
public final class Locations {
  private Locations() {}

  /**
   * An absolute path where {@code name} is a local one, also as a file: URI; what has another
   * scheme stays as it is, without slashes at its end.
   */
  public static String absolute(String name) {
    if (name.startsWith("file:/")) {
      return Path.of(URI.create(name)).normalize().toString();
    }
    return name.matches("[a-z][a-z0-9]+:.*")
        ? name.replaceAll("/+$", "")
        : Path.of(name).toAbsolutePath().normalize().toString();
  }

  /** Whether it is a path on this machine, or one that looks like it on another. */
  static boolean isLocal(String name) {
    return absolute(name).startsWith("/");
  }

  /** Whether there is a file of this very name. */
  public static boolean exists(String name) throws IOException {
    return isLocal(name)
        ? Files.exists(Path.of(absolute(name)))
        : !FileSystems.match(name, EmptyMatchTreatment.ALLOW).metadata().isEmpty();
  }
}
