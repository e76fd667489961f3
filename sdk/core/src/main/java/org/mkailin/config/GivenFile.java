package org.mkailin.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Opens a file that a user named, on any file system that Beam knows.
 *
 * <p>The name is taken as it stands, not as a pattern: looking for what matches a pattern, Beam's
 * local file system walks through all that is below the parent folder, so that a mistyped name
 * would cost a walk through the whole disk.
 */
public final class GivenFile {
  private static final String LOCAL = "file";
  private static final String LOCAL_PREFIX = LOCAL + ":";

  private GivenFile() {}

  /** The user named a folder where a file was expected. */
  public static final class FolderException extends IOException {
    private FolderException(String folder) {
      super(folder + " is a folder; name a file");
    }
  }

  /**
   * Opens a file; the caller closes it.
   *
   * @param location a local path, with or without «file:» before it, or a location with a scheme
   *     such as «gs://bucket/agents.yaml»
   * @throws FileNotFoundException if it does not exist; like the others, its message names the
   *     file, a local one by its absolute path
   * @throws FolderException if it is a folder
   * @throws IOException if it can't be opened for another reason, such as permissions, or a file
   *     system that no module on the class path brings
   */
  public static ReadableByteChannel open(String location) throws IOException {
    String name = withoutLocalPrefix(location);
    if (name.endsWith("/")) {
      throw new FolderException(location);
    }
    try {
      ResourceId file = FileSystems.matchNewResource(name, /* isDirectory= */ false);
      return file.getScheme().equals(LOCAL) ? openLocal(file, Path.of(name)) : openRemote(file);
    } catch (RuntimeException e) {
      // Beam's word for what is no path, and how clients of stores say that they lack credentials.
      throw new IOException(location + " can't be opened: " + e.getMessage(), e);
    }
  }

  /** As Beam reads patterns: the rest is a path, without escapes. */
  private static String withoutLocalPrefix(String location) {
    return location.regionMatches(true, 0, LOCAL_PREFIX, 0, LOCAL_PREFIX.length())
        ? location.substring(LOCAL_PREFIX.length())
        : location;
  }

  private static ReadableByteChannel openLocal(ResourceId file, Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    // Some systems open a folder, and fail when it is read.
    if (Files.isDirectory(absolute)) {
      throw new FolderException(absolute.toString());
    }
    try {
      return FileSystems.open(file);
    } catch (FileNotFoundException e) {
      // Java's word also for a file that is there, but that this user may not read.
      throw Files.notExists(absolute)
          ? missing(absolute.toString(), e)
          : new IOException(e.getMessage(), e);
    }
  }

  private static ReadableByteChannel openRemote(ResourceId file) throws IOException {
    try {
      return FileSystems.open(file);
    } catch (FileNotFoundException e) {
      throw missing(file.toString(), e);
    }
  }

  private static FileNotFoundException missing(String name, FileNotFoundException cause) {
    FileNotFoundException missing = new FileNotFoundException(name + " does not exist");
    missing.initCause(cause);
    return missing;
  }
}
