package org.mkailin.runners.flink;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that go to Flink with a job. */
final class JobFiles {
  /** System property with the plugins' jars, as the launcher script gives it. */
  private static final String PLUGINS = "mkailin.plugins";

  private static final String CONFIG = "config.yaml";

  private static final Path CONFIG_FOLDER = unpackConfig();

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

  /** A folder with the configuration that goes with each job. */
  static Path configFolder() {
    return CONFIG_FOLDER;
  }

  private static Path unpackConfig() {
    try (InputStream config = JobFiles.class.getResourceAsStream(CONFIG)) {
      Path folder = Files.createTempDirectory("mkailin-flink-");
      Files.copy(config, folder.resolve(CONFIG));
      // In the order of deletion: last to first.
      folder.toFile().deleteOnExit();
      folder.resolve(CONFIG).toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Flink's configuration can't be unpacked", e);
    }
  }
}
