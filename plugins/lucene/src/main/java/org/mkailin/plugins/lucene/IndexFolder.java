package org.mkailin.plugins.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.util.IOUtils;

/**
 * What lies where in an index's folder.
 *
 * <pre>
 * index/      the finished index: one segment, in order of PMID
 * .staging/   what has been written so far: passages with their vectors, without a graph
 * .building/  the finished index in the making; renamed to index/ when it is complete
 * </pre>
 *
 * <p>The rename is atomic, so a reader finds a whole index or none.
 *
 * @param path the folder
 */
record IndexFolder(Path path) {
  Path finished() {
    return path.resolve("index");
  }

  Path staging() {
    return path.resolve(".staging");
  }

  Path building() {
    return path.resolve(".building");
  }

  boolean isFinished() {
    return Files.exists(finished());
  }

  boolean isBegun() {
    return Files.exists(staging());
  }

  /** Makes the folder for a new index, refusing one that holds something else. */
  void create() throws IOException {
    Files.createDirectories(path);
    try (Stream<Path> files = Files.list(path)) {
      List<Path> ours = List.of(finished(), staging(), building());
      files
          .filter(file -> !ours.contains(file))
          .findFirst()
          .ifPresent(
              file -> {
                throw new IllegalStateException(
                    ("folder %s holds %s, which is no part of an index; name an empty or a new"
                            + " folder")
                        .formatted(path, file.getFileName()));
              });
    }
  }

  /** Throws if there is no finished index here, saying why as far as one can tell. */
  void checkFinished() {
    if (isFinished()) {
      return;
    }
    if (isBegun()) {
      throw new IllegalStateException(
          "index %s is unfinished: it was begun, and not all of it was written; build it again"
              .formatted(path));
    }
    throw new IllegalStateException(
        Files.exists(path)
            ? "folder %s holds no index; build one there, or name the folder of one".formatted(path)
            : "index %s does not exist; build it first".formatted(path));
  }

  /** Puts the built index in its place, in one step. */
  void publish() throws IOException {
    Files.move(building(), finished(), StandardCopyOption.ATOMIC_MOVE);
    IOUtils.fsync(path, true);
  }

  /** Deletes a folder of Lucene's with all that is in it, if it exists. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
