package org.mkailin.pipelines;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.mkailin.config.ConfigurationException;
import org.mkailin.transforms.dataset.WrittenFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that a run's results are published to, on any Beam file system.
 *
 * <p>The run writes to a staging folder inside it, whose name begins with a dot. Only when all is
 * written and the books balance, the files are moved to their names, the manifest last: a reader
 * that waits for the manifest never sees half a run.
 *
 * <p>Of what was there before, only the files of an earlier run are ever touched, as its manifest
 * lists them, and only if asked; they are moved aside first, and deleted when the new manifest
 * stands. Where publishing fails half-way, nothing is deleted, and the error says where all is.
 */
final class OutputFolder implements AutoCloseable {
  /** The file that is written last. */
  static final String MANIFEST = "manifest.json";

  private static final Logger LOG = LoggerFactory.getLogger(OutputFolder.class);
  private static final String STAGING = ".mkailin-";

  private final FolderFiles folder;
  private final FolderFiles staging;
  private final boolean overwrite;
  private final boolean existed;
  private final Thread atExit = new Thread(this::removeStaging, "remove staging");
  private boolean publishing;

  private OutputFolder(FolderFiles folder, boolean overwrite) throws IOException {
    this.folder = folder;
    this.staging = folder.below(STAGING + UUID.randomUUID());
    this.overwrite = overwrite;
    this.existed = folder.exists();
  }

  /**
   * Opens a folder to publish to.
   *
   * @param overwrite whether an earlier run's files may be replaced
   * @throws ConfigurationException if it holds something else, or can't be written
   */
  static OutputFolder open(String name, boolean overwrite) {
    try {
      OutputFolder output = new OutputFolder(FolderFiles.at(name), overwrite);
      output.checkFree();
      output.warnOfLeftovers();
      output.checkWritable();
      // A run that is killed leaves nothing behind either, if it is killed gently.
      Runtime.getRuntime().addShutdownHook(output.atExit);
      return output;
    } catch (IOException e) {
      throw new ConfigurationException(
          List.of("output folder " + name + " can't be used: " + reason(e)));
    }
  }

  String path() {
    return folder.path();
  }

  /** Where the run writes before it is published. */
  String staging() {
    return staging.path();
  }

  /**
   * Checks that nothing but an earlier run is here, and that only if it may be replaced.
   *
   * @return the earlier run
   */
  private Optional<EarlierRun> checkFree() throws IOException {
    Set<String> inside = new TreeSet<>(folder.files());
    inside.removeIf(file -> file.startsWith(STAGING));
    if (inside.isEmpty()) {
      return Optional.empty();
    }
    Optional<EarlierRun> earlier =
        inside.contains(MANIFEST) ? EarlierRun.parse(folder.read(MANIFEST)) : Optional.empty();
    if (earlier.isEmpty()) {
      throw new ConfigurationException(
          List.of(
              "output folder %s is not empty and holds no run of mkailin (there is %s); choose"
                      .formatted(path(), inside.iterator().next())
                  + " another folder"));
    }
    if (!overwrite) {
      throw new ConfigurationException(
          List.of(
              "output folder %s holds another run; choose another folder, or pass --overwrite to"
                      .formatted(path())
                  + " replace that run when this one has ended"));
    }
    return earlier;
  }

  private void warnOfLeftovers() throws IOException {
    folder.files().stream()
        .filter(file -> file.startsWith(STAGING) && file.contains("/"))
        .map(file -> file.substring(0, file.indexOf('/')))
        .distinct()
        .forEach(
            left ->
                LOG.warn(
                    "{}/{} is left of a run that was killed, or belongs to one that is still"
                        + " going; remove it if there is none",
                    path(),
                    left));
  }

  private void checkWritable() throws IOException {
    staging.write("probe", "");
    FileSystems.delete(List.of(staging.resource("probe")));
  }

  /**
   * A small file of the run.
   *
   * @param name its name below the folder
   * @param content what it says
   */
  record Text(String name, String content) {}

  /**
   * Moves a run's files to their names, the manifest last.
   *
   * @throws RunFailedException if a file is not as it was written, or a move fails; staging is then
   *     kept, and the message says where
   */
  void publish(List<WrittenFile> files, List<Text> texts, String manifest) throws IOException {
    Optional<EarlierRun> earlier = checkFree();
    Set<String> replaced = earlier.map(EarlierRun::files).orElse(Set.of());
    for (Text text : texts) {
      staging.write(text.name(), text.content());
    }
    staging.write(MANIFEST, manifest);
    checkStaged(files);
    checkCollisions(files, texts, replaced);

    publishing = true;
    try {
      FolderFiles aside = staging.below("replaced");
      // The manifest goes first: from here on, the folder holds no whole run.
      if (earlier.isPresent()) {
        FolderFiles.move(folder.resource(MANIFEST), aside.resource(MANIFEST));
        for (String file : replaced) {
          if (folder.has(file)) {
            FolderFiles.move(folder.resource(file), aside.resource(file));
          }
        }
      }
      for (WrittenFile file : files) {
        FolderFiles.move(
            FileSystems.matchNewResource(file.writtenAs(), false), folder.resource(file.name()));
      }
      for (Text text : texts) {
        FolderFiles.move(staging.resource(text.name()), folder.resource(text.name()));
      }
      FolderFiles.move(staging.resource(MANIFEST), folder.resource(MANIFEST));
      publishing = false;
    } catch (IOException e) {
      throw new RunFailedException(
          "the run is done, but could not be published to %s: %s; its files, and those of the run"
                  .formatted(path(), reason(e))
              + " that it was to replace, are kept in "
              + staging(),
          e);
    }
  }

  /** A file that vanished or changed since it was written must not be missed later. */
  private static void checkStaged(List<WrittenFile> files) throws IOException {
    for (WrittenFile file : files) {
      long bytes = FileSystems.matchSingleFileSpec(file.writtenAs()).sizeBytes();
      if (bytes != file.bytes()) {
        throw new RunFailedException(
            "staged file %s has %,d bytes, but %,d were written; do all workers see this place?"
                .formatted(file.writtenAs(), bytes, file.bytes()),
            null);
      }
    }
  }

  private void checkCollisions(List<WrittenFile> files, List<Text> texts, Set<String> replaced)
      throws IOException {
    Set<String> ours = new TreeSet<>();
    files.forEach(file -> ours.add(file.name()));
    texts.forEach(text -> ours.add(text.name()));
    ours.removeAll(replaced);
    for (String name : ours) {
      if (folder.has(name)) {
        throw new RunFailedException(
            "%s/%s is in the way, and not of the run that is to be replaced; move it"
                .formatted(path(), name),
            null);
      }
    }
  }

  /** Removes the staging folder, and the folder itself if it was made for nothing. */
  @Override
  public void close() {
    removeStaging();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      LOG.debug("already shutting down", e);
    }
  }

  private synchronized void removeStaging() {
    if (publishing) {
      return;
    }
    try {
      staging.deleteAll();
      if (!existed) {
        folder.deleteIfEmpty();
      }
    } catch (IOException e) {
      LOG.warn("staging folder {} can't be removed", staging(), e);
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
