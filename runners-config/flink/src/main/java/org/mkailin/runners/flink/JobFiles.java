package org.mkailin.runners.flink;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The files that go to Flink with a job. */
final class JobFiles {
  /** System property with the plugins' jars, as the launcher script gives it. */
  private static final String PLUGINS = "mkailin.plugins";

  private static final String CONFIG = "config.yaml";

  private static final Map<List<String>, Path> CONFIG_FOLDERS = new ConcurrentHashMap<>();

  private JobFiles() {}

  /** The job jar, where this class comes from one. */
  static Optional<Path> jobJar() {
    try {
      return Optional.of(
              Path.of(JobFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI()))
          .filter(file -> file.toString().endsWith(".jar"));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The job jar and the plugins' jars; never the whole class path, which holds Flink itself. */
  static List<String> toStage() {
    List<String> files = new ArrayList<>();
    jobJar().ifPresent(jar -> files.add(jar.toString()));
    files.addAll(plugins());
    return files;
  }

  static List<String> plugins() {
    String jars = System.getProperty(PLUGINS, "");
    return jars.isEmpty() ? List.of() : List.of(jars.split(File.pathSeparator));
  }

  /**
   * A folder with the configuration that goes with a job.
   *
   * @param restarts whether it says how often a lost job is restarted
   */
  static Path configFolder(boolean restarts) {
    return CONFIG_FOLDERS.computeIfAbsent(
        restarts ? List.of(CONFIG, "restarts.yaml") : List.of(CONFIG), JobFiles::unpack);
  }

  private static Path unpack(List<String> parts) {
    try {
      Path folder = Files.createTempDirectory("mkailin-flink-");
      Path config = folder.resolve(CONFIG);
      // Deleted in the order from last to first.
      folder.toFile().deleteOnExit();
      config.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(config)) {
        for (String part : parts) {
          try (InputStream in = JobFiles.class.getResourceAsStream(part)) {
            in.transferTo(out);
          }
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Flink's configuration can't be unpacked", e);
    }
  }
}
