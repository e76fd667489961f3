package org.mkailin.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectRunner;
import org.mkailin.pipelines.Mkailin;

/** Runs mkailin in a process of its own, as the launcher script does. */
final class Launcher {
  /** Where the module was built. */
  static final Path TARGET = Path.of("target").toAbsolutePath();

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Process process;
  private final Path log;
  private final long started = System.nanoTime();

  private Launcher(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts {@code mkailin arguments}; what it prints goes to {@code log}. */
  static Launcher start(Path log, List<Path> plugins, List<String> arguments) {
    List<String> classPath = new ArrayList<>();
    classPath.add(jobJar().toString());
    classPath.add(TARGET + "/lib/natives/*");
    classPath.add(TARGET + "/lib/flink/*");
    // What the results are compared with is not in the job jar.
    classPath.add(homeOf(DirectRunner.class).toString());
    plugins.forEach(plugin -> classPath.add(plugin.toString()));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-Dmkailin.plugins="
                    + String.join(
                        File.pathSeparator, plugins.stream().map(Path::toString).toList()),
                "-cp",
                String.join(File.pathSeparator, classPath),
                Mkailin.class.getName()));
    command.addAll(arguments);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
      return new Launcher(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it ends well. */
  Duration succeed() throws IOException, InterruptedException {
    assertThat(exitCode()).as("mkailin said:%n%s", output()).isZero();
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /** Waits until it ends. */
  int exitCode() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("mkailin did not end; it said:\n" + output());
    }
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(log);
  }

  Process process() {
    return process;
  }

  static Path jobJar() {
    try (Stream<Path> files = Files.list(TARGET)) {
      return files
          .filter(file -> file.toString().endsWith("-job.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no job jar in " + TARGET));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jar or folder that a class comes from. */
  static Path homeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> with(List<String> some, String... more) {
    return Stream.concat(some.stream(), Arrays.stream(more)).toList();
  }
}
