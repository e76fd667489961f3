package org.mkailin.plugins.lucene;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.util.IOUtils;
import org.mkailin.model.PassageIndexWriter.Build;

/**
 * An index in a folder of this machine, or of a disk that several machines have mounted.
 *
 * <pre>
 * index/             the finished index: one segment, in order of PMID
 * .staging/*.part    what has been written so far, see {@link PartFile}
 * .staging/mkailin-* the index in the making; renamed to index/ when it is complete
 * </pre>
 *
 * <p>The rename is atomic and replaces nothing, so a reader finds a whole index or none, and of two
 * jobs one is first.
 *
 * @param path the folder
 */
record IndexFolder(Path path) implements IndexPlace {
  Path index() {
    return path.resolve("index");
  }

  private Path stagingFolder() {
    return path.resolve(".staging");
  }

  @Override
  public Optional<IndexLabel> finished() throws IOException {
    if (!Files.exists(index())) {
      return Optional.empty();
    }
    try (LuceneIndex index = LuceneIndex.open(index(), toString(), 1)) {
      return Optional.of(index.label());
    }
  }

  @Override
  public OpenIndex open(int candidates) throws IOException {
    checkFinished();
    return LuceneIndex.open(index(), toString(), candidates);
  }

  @Override
  public void prepare(Build build) throws IOException {
    Files.createDirectories(path);
    try (Stream<Path> files = Files.list(path)) {
      List<Path> ours = List.of(index(), stagingFolder());
      files
          .filter(file -> !ours.contains(file))
          .findFirst()
          .ifPresent(
              file -> {
                throw new IllegalStateException(
                    String.format(
                        Locale.ROOT,
                        "folder %s holds %s, which is no part of an index; name an empty or a new"
                            + " folder",
                        path,
                        file.getFileName()));
              });
    }
    Files.createDirectories(stagingFolder());
  }

  /** Throws if there is no finished index here, saying why as far as one can tell. */
  private void checkFinished() {
    if (Files.exists(index())) {
      return;
    }
    if (Files.exists(stagingFolder())) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "index %s is unfinished: it was begun, and not all of it was written; build it again",
              path));
    }
    throw new IllegalStateException(
        Files.exists(path)
            ? String.format(
                Locale.ROOT,
                "folder %s holds no index; build one there, or name the folder of one",
                path)
            : String.format(Locale.ROOT, "index %s does not exist; build it first", path));
  }

  @Override
  public String staging() {
    return stagingFolder().toAbsolutePath().toString();
  }

  @Override
  public Set<String> staged() throws IOException {
    if (!Files.exists(stagingFolder())) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(stagingFolder())) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  /** In the folder itself, so that publishing stays within one disk. */
  @Override
  public WorkFolder workFolder() throws IOException {
    return WorkFolder.in(stagingFolder());
  }

  @Override
  public void publish(Path built, IndexLabel label) throws IOException {
    try {
      Files.move(built, index(), StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (Files.exists(index())) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "index %s was finished by another job meanwhile", path), e);
      }
      throw e;
    }
    IOUtils.fsync(path, true);
  }

  @Override
  public void clearStaging() throws IOException {
    WorkFolder.delete(stagingFolder());
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
