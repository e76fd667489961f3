package org.mkailin.pipelines.place;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;
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
 * stands. Where publishing fails half-way, nothing is deleted, and the error says where all is;
 * publishing it {@link #resume again} goes on from there.
 *
 * <p>A job may go on when the process that launched it ends. Its staging folder is then {@link
 * #keepStaging kept}, for another process to publish.
 */
public final class OutputFolder implements AutoCloseable {
  /** The file that is written last. */
  public static final String MANIFEST = "manifest.json";

  private static final Logger LOG = LoggerFactory.getLogger(OutputFolder.class);
  private static final String STAGING = ".mkailin-";

  /** Stands in the staging folder once publishing has begun: the files that it replaces. */
  private static final String REPLACES = "replaces.txt";

  private final FolderFiles folder;
  private final FolderFiles staging;
  private final boolean overwrite;
  private final boolean existed;
  private @Nullable AtExit atExit;
  private boolean kept;

  private OutputFolder(FolderFiles folder, String staging, boolean overwrite) throws IOException {
    this.folder = folder;
    this.staging = folder.below(staging);
    this.overwrite = overwrite;
    this.existed = folder.exists();
  }

  /**
   * Opens a folder to publish to.
   *
   * @param overwrite whether an earlier run's files may be replaced
   * @throws ConfigurationException if it holds something else, or can't be written
   */
  public static OutputFolder open(String name, boolean overwrite) {
    try {
      OutputFolder output =
          new OutputFolder(FolderFiles.at(name), STAGING + UUID.randomUUID(), overwrite);
      output.checkFree();
      output.warnOfLeftovers();
      output.checkWritable();
      // A run that is killed leaves nothing behind either, if it is killed gently.
      output.atExit = AtExit.doing("remove staging", output::removeStaging);
      return output;
    } catch (IOException e) {
      throw new ConfigurationException(
          List.of("output folder " + name + " can't be used: " + reason(e)));
    }
  }

  /**
   * The staging folders in an output folder that hold {@code file}, by name: what runs left that
   * are still going, or were never published.
   */
  public static List<String> stagingFoldersWith(String file, String name) throws IOException {
    return FolderFiles.at(name).files().stream()
        .filter(found -> found.matches("\\" + STAGING + "[^/]+/" + Pattern.quote(file)))
        .map(found -> found.substring(0, found.indexOf('/')))
        .sorted()
        .toList();
  }

  /** Opens a folder to publish what another process staged; staging is kept until it is done. */
  public static OutputFolder resume(String name, String staging, boolean overwrite)
      throws IOException {
    OutputFolder output = new OutputFolder(FolderFiles.at(name), staging, overwrite);
    output.keepStaging();
    return output;
  }

  public String path() {
    return folder.path();
  }

  /** From here on, whatever ends this process, what is staged stays. */
  public synchronized void keepStaging() {
    kept = true;
  }

  /** What is staged is of no use to anyone, and goes with {@link #close}. */
  public synchronized void dropStaging() {
    kept = false;
  }

  /** Writes a small file to the staging folder. */
  public void stage(Text text) throws IOException {
    staging.write(text.name(), text.content());
  }

  /** Reads a small file of the staging folder. */
  public String staged(String name) throws IOException {
    return staging.read(name);
  }

  /** Where the run writes before it is published. */
  public String staging() {
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
              String.format(
                      Locale.ROOT,
                      "output folder %s is not empty and holds no run of mkailin (there is %s); choose",
                      path(),
                      inside.iterator().next())
                  + " another folder"));
    }
    if (!overwrite) {
      throw new ConfigurationException(
          List.of(
              String.format(
                      Locale.ROOT,
                      "output folder %s holds another run; choose another folder, or pass --overwrite to",
                      path())
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
    staging.write("probe", "probe");
    FileSystems.delete(List.of(staging.resource("probe")));
  }

  /**
   * A small file of the run.
   *
   * @param name its name below the folder
   * @param content what it says
   */
  public record Text(String name, String content) {}

  /**
   * Moves a run's files to their names, the manifest last.
   *
   * @throws RunFailedException if a file is not as it was written, or a move fails; staging is then
   *     kept, and the message says where
   */
  public void publish(List<WrittenFile> files, List<Text> texts, String manifest)
      throws IOException {
    List<Text> small = new ArrayList<>(texts);
    small.add(new Text(MANIFEST, manifest));
    Set<String> replaced =
        isBegun() ? new TreeSet<>(staging.read(REPLACES).lines().toList()) : begin(files, small);
    keepStaging();
    try {
      moveAside(replaced);
      FolderFiles.move(
          files.stream().map(file -> resource(file.writtenAs())).toList(),
          files.stream().map(file -> folder.resource(file.name())).toList());
      for (WrittenFile file : files) {
        checkSize(file, folder.path() + "/" + file.name());
      }
      for (Text text : small) {
        move(staging, folder, text.name());
      }
      dropStaging();
    } catch (IOException e) {
      throw new RunFailedException(
          String.format(
                  Locale.ROOT,
                  "the run is done, but could not be published to %s: %s; its files, and those of the run",
                  path(),
                  reason(e))
              + String.format(
                  Locale.ROOT,
                  " that it was to replace, are kept in %s; to go on, run `mkailin publish --out %s`",
                  staging(),
                  path()),
          e);
    }
  }

  /** Whether an earlier try to publish was broken off. */
  public boolean isBegun() throws IOException {
    return staging.has(REPLACES);
  }

  /**
   * Checks that all can be published, and notes what it replaces.
   *
   * @return the files that it replaces
   */
  private Set<String> begin(List<WrittenFile> files, List<Text> texts) throws IOException {
    Optional<EarlierRun> earlier = checkFree();
    Set<String> replaced = new TreeSet<>(earlier.map(EarlierRun::files).orElse(Set.of()));
    for (Text text : texts) {
      stage(text);
    }
    for (WrittenFile file : files) {
      checkSize(file, file.writtenAs());
    }
    if (earlier.isPresent()) {
      replaced.add(MANIFEST);
    }
    checkCollisions(files, texts, replaced);
    staging.write(REPLACES, String.join("\n", replaced) + "\n");
    return replaced;
  }

  /** The manifest goes first: from here on, the folder holds no whole run. */
  private void moveAside(Set<String> replaced) throws IOException {
    FolderFiles aside = staging.below("replaced");
    List<String> manifestFirst = new ArrayList<>(replaced);
    manifestFirst.sort(Comparator.comparing(name -> !name.equals(MANIFEST)));
    for (String name : manifestFirst) {
      if (folder.has(name) && !aside.has(name)) {
        move(folder, aside, name);
      }
    }
  }

  private static void move(FolderFiles from, FolderFiles to, String name) throws IOException {
    FolderFiles.move(List.of(from.resource(name)), List.of(to.resource(name)));
  }

  private static ResourceId resource(String file) {
    return FileSystems.matchNewResource(file, false);
  }

  /** A file that vanished or changed since it was written must not be missed later. */
  private static void checkSize(WrittenFile file, String at) throws IOException {
    long bytes = FileSystems.matchSingleFileSpec(at).sizeBytes();
    if (bytes != file.bytes()) {
      throw new RunFailedException(
          String.format(
              Locale.ROOT,
              "file %s has %,d bytes, but %,d were written; do all workers see this place?",
              at,
              bytes,
              file.bytes()),
          null);
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
            String.format(
                Locale.ROOT,
                "%s/%s is in the way, and not of the run that is to be replaced; move it",
                path(),
                name),
            null);
      }
    }
  }

  /** Removes the staging folder, and the folder itself if it was made for nothing. */
  @Override
  public void close() {
    removeStaging();
    if (atExit != null) {
      atExit.close();
    }
  }

  private synchronized void removeStaging() {
    if (kept) {
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
