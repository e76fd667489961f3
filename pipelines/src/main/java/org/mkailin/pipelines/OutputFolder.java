package org.mkailin.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.mkailin.config.ConfigurationException;
import org.mkailin.transforms.dataset.WrittenFile;

/**
 * The folder that a run's results are published to, on any Beam file system.
 *
 * <p>The run writes to a staging folder inside it, whose name begins with a dot. Only when all is
 * written and the books balance, the files are moved to their names, the manifest last: a reader
 * that waits for the manifest never sees half a run.
 */
final class OutputFolder {
  /** The file that is written last. */
  static final String MANIFEST = "manifest.json";

  private static final String STAGING = ".mkailin-";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String path;
  private final String staging;
  private final boolean overwrite;

  private OutputFolder(String path, boolean overwrite) {
    this.path = path;
    this.staging = path + "/" + STAGING + UUID.randomUUID();
    this.overwrite = overwrite;
  }

  /**
   * Opens a folder to publish to.
   *
   * @param overwrite whether an earlier run's files may be replaced
   * @throws ConfigurationException if it holds something else, or can't be written
   */
  static OutputFolder open(String folder, boolean overwrite) {
    OutputFolder output = new OutputFolder(absolute(folder), overwrite);
    try {
      output.checkFree();
      output.checkWritable();
      return output;
    } catch (IOException e) {
      throw new ConfigurationException(
          List.of("output folder " + folder + " can't be used: " + reason(e)));
    }
  }

  /** An absolute path where {@code name} is a local one; what has a scheme stays as it is. */
  static String absolute(String name) {
    return name.matches("[a-z][a-z0-9]+:.*")
        ? name.replaceAll("/+$", "")
        : Path.of(name).toAbsolutePath().normalize().toString();
  }

  String path() {
    return path;
  }

  /** Where the run writes before it is published. */
  String staging() {
    return staging;
  }

  private void checkFree() throws IOException {
    List<String> inside = list(path + "/**");
    inside.removeIf(file -> file.contains("/" + STAGING));
    if (inside.isEmpty()) {
      return;
    }
    boolean holdsRun = inside.contains(path + "/" + MANIFEST);
    if (holdsRun && overwrite) {
      return;
    }
    throw new ConfigurationException(
        List.of(
            holdsRun
                ? "output folder %s holds another run; choose another folder, or pass --overwrite"
                        .formatted(path)
                    + " to replace that run when this one has ended"
                : "output folder %s is not empty and holds no run of mkailin (there is %s); choose"
                        .formatted(path, inside.get(0).substring(path.length() + 1))
                    + " another folder"));
  }

  private void checkWritable() throws IOException {
    ResourceId probe = FileSystems.matchNewResource(staging + "/probe", false);
    Channels.newOutputStream(FileSystems.create(probe, "text/plain")).close();
    FileSystems.delete(List.of(probe));
  }

  /** Moves a run's files to their names, then writes its texts, and the manifest last. */
  void publish(List<WrittenFile> files, List<Text> texts, String manifest) throws IOException {
    checkFree();
    if (overwrite) {
      removeEarlierRun();
    }
    List<ResourceId> from = new ArrayList<>();
    List<ResourceId> to = new ArrayList<>();
    for (WrittenFile file : files) {
      from.add(FileSystems.matchNewResource(file.writtenAs(), false));
      to.add(FileSystems.matchNewResource(path + "/" + file.name(), false));
    }
    // A retried rename finds some files moved already.
    FileSystems.rename(from, to, StandardMoveOptions.IGNORE_MISSING_FILES);
    for (Text text : texts) {
      write(path + "/" + text.name(), text.content());
    }
    write(path + "/" + MANIFEST, manifest);
  }

  /**
   * A small file of the run.
   *
   * @param name its name below the folder
   * @param content what it says
   */
  record Text(String name, String content) {}

  private void removeEarlierRun() throws IOException {
    Optional<JsonNode> manifest = readManifest();
    if (manifest.isEmpty()) {
      return;
    }
    // The manifest goes first: from here on, the folder holds no whole run.
    List<ResourceId> files = new ArrayList<>();
    files.add(FileSystems.matchNewResource(path + "/" + MANIFEST, false));
    for (JsonNode file : manifest.get().path("files")) {
      files.add(FileSystems.matchNewResource(path + "/" + file.path("name").asText(), false));
    }
    for (ResourceId file : files) {
      FileSystems.delete(List.of(file), StandardMoveOptions.IGNORE_MISSING_FILES);
    }
  }

  private Optional<JsonNode> readManifest() throws IOException {
    try (InputStream in =
        Channels.newInputStream(
            FileSystems.open(FileSystems.matchNewResource(path + "/" + MANIFEST, false)))) {
      return Optional.of(JSON.readTree(in));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The content of a published or staged file, from its start. */
  static String firstLine(String file) throws IOException {
    try (var lines =
        new java.io.BufferedReader(
            Channels.newReader(
                FileSystems.open(FileSystems.matchNewResource(file, false)),
                StandardCharsets.UTF_8))) {
      return Optional.ofNullable(lines.readLine()).orElse("");
    }
  }

  /** Removes the staging folder, whatever is in it. */
  void removeStaging() {
    try {
      List<ResourceId> files = new ArrayList<>();
      for (String file : list(staging + "/**")) {
        files.add(FileSystems.matchNewResource(file, false));
      }
      FileSystems.delete(files, StandardMoveOptions.IGNORE_MISSING_FILES);
      if (staging.startsWith("/")) {
        LocalFolders.deleteTree(Path.of(staging));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("staging folder " + staging + " can't be removed", e);
    }
  }

  private static void write(String file, String content) throws IOException {
    try (Writer out =
        Channels.newWriter(
            FileSystems.create(FileSystems.matchNewResource(file, false), "text/plain"),
            StandardCharsets.UTF_8)) {
      out.write(content);
    }
  }

  private static List<String> list(String pattern) throws IOException {
    List<String> names = new ArrayList<>();
    for (MatchResult.Metadata file :
        FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata()) {
      names.add(file.resourceId().toString());
    }
    return names;
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
