package org.mkailin.plugins.tensorflow.folder;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where a folder may lie: on this machine, or on any Beam file system. */
final class ModelLocation {
  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

  private ModelLocation() {}

  /**
   * The local folder for a location, fetched first where it is elsewhere.
   *
   * @throws ModelFolderException if there is no such folder
   */
  static Path localFolder(String location) throws IOException {
    if (location.isBlank()) {
      throw new ModelFolderException(
          "the model folder's name is blank; name a local folder, or the URL of one");
    }
    if (location.startsWith("http://") || location.startsWith("https://")) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "'%s' is a web page; download the model first («hf download», or git clone), and name its folder",
              location));
    }
    if (URL.matcher(location).matches() && !location.startsWith("file://")) {
      return ModelCache.configured().fetch(location);
    }
    Path folder =
        location.startsWith("file://") ? Path.of(URI.create(location)) : Path.of(location);
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "'%s' is a file; name the folder that it lies in, %s",
              location,
              folder.toAbsolutePath().getParent()));
    }
    if (!Files.isDirectory(folder)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "model folder '%s' does not exist (looked for %s); name a local folder, or"
                  + " the URL of one on a Beam file system",
              location,
              folder.toAbsolutePath()));
    }
    return folder;
  }

  /**
   * The base that an adapter names: a URL, an absolute path, or one relative to the adapter.
   *
   * @throws ModelFolderException if there is no such folder
   */
  static Path baseOf(LoraAdapter adapter) throws IOException {
    String base = adapter.baseModel().orElse("");
    if (URL.matcher(base).matches()) {
      return localFolder(base);
    }
    Path folder = adapter.folder().resolve(base).normalize();
    if (base.isEmpty() || !Files.isDirectory(folder)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "adapter %s names '%s' as its base, which is no folder here (looked for"
                  + " %s); set `model` to the folder of that base and `adapter` to %s",
              adapter.folder(),
              base,
              folder,
              adapter.folder()));
    }
    return folder;
  }
}
