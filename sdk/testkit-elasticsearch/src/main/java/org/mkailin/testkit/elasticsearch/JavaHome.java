package org.mkailin.testkit.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a Java runtime, and its feature version, such as 17.
 *
 * <p>The archives carry no Java of their own, and the tests' may be too old for a server.
 */
record JavaHome(Path folder, int version) {

  /** A folder that may be a Java runtime, and who says so. */
  record Candidate(String origin, @Nullable Path folder) {
    @Override
    public String toString() {
      return folder == null ? origin + " (not set)" : origin + " " + folder;
    }
  }

  /** The first Java of this machine that the server runs on. */
  static JavaHome find(ElasticsearchVersion server) {
    return find(server, candidates());
  }

  static JavaHome find(ElasticsearchVersion server, List<Candidate> candidates) {
    List<String> seen = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Optional<JavaHome> java =
          Optional.ofNullable(candidate.folder()).flatMap(folder -> read(folder));
      if (java.isEmpty()) {
        seen.add(candidate + (candidate.folder() == null ? "" : " (no Java runtime)"));
      } else if (java.get().version() < server.minimumJava()) {
        seen.add(candidate + " (Java " + java.get().version() + ")");
      } else if (ServerUser.barrier(java.get().folder()).isPresent()) {
        seen.add(candidate + " (not readable by user nobody)");
      } else {
        return java.get();
      }
    }
    throw new NoFittingJava(
        server
            + " needs Java "
            + server.minimumJava()
            + " or later; looked at:\n  "
            + String.join("\n  ", seen)
            + "\nInstall one there, or name its folder in the environment variable ES_JAVA_HOME.");
  }

  private static List<Candidate> candidates() {
    List<Candidate> found = new ArrayList<>();
    found.add(named("environment variable ES_JAVA_HOME", System.getenv("ES_JAVA_HOME")));
    found.add(
        named(
            "system property mkailin.elasticsearch.java",
            System.getProperty("mkailin.elasticsearch.java")));
    found.add(named("environment variable JAVA_HOME", System.getenv("JAVA_HOME")));
    found.add(named("the running Java", System.getProperty("java.home")));
    addEachIn("/usr/lib/jvm", "", found);
    addEachIn("/opt/java", "", found);
    addEachIn(System.getProperty("user.home") + "/.sdkman/candidates/java", "", found);
    addEachIn("/Library/Java/JavaVirtualMachines", "Contents/Home", found);
    return found;
  }

  private static Candidate named(String origin, @Nullable String folder) {
    return new Candidate(origin, folder == null || folder.isBlank() ? null : Path.of(folder));
  }

  private static void addEachIn(String parent, String inside, List<Candidate> found) {
    Path folder = Path.of(parent);
    if (!Files.isDirectory(folder)) {
      found.add(new Candidate("folder " + parent + " (absent)", null));
      return;
    }
    try (Stream<Path> homes = Files.list(folder)) {
      homes
          .map(home -> home.resolve(inside))
          .filter(home -> Files.exists(home.resolve("release")))
          .sorted()
          .forEach(home -> found.add(new Candidate("folder", home)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  /** What is in the folder, if there is a Java runtime in it. */
  static Optional<JavaHome> read(Path folder) {
    Path release = folder.resolve("release");
    if (!Files.isExecutable(folder.resolve("bin/java")) || !Files.isReadable(release)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(release)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + release, e);
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    try {
      return Optional.of(new JavaHome(folder, Runtime.Version.parse(version).feature()));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
