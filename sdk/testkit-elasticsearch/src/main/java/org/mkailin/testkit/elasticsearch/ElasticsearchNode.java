package org.mkailin.testkit.elasticsearch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node in a folder: what it is configured with, its data, its log and its processes.
 *
 * <p>Elasticsearch's script becomes a small JVM, the launcher, whose child is the server. The
 * launcher ends with the server; the server's number is in the file {@code pid}.
 */
final class ElasticsearchNode {
  /** Starting takes 6 s on two free cores; on a busy machine, many times that. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final NodeOptions options;
  private final Path folder;
  private final Path config;
  private final JavaHome java;
  private final Path home;
  private final @Nullable NodeSecurity security;
  private @Nullable Process launcher;

  /** Makes ready what a node of this kind needs, in a folder that is there. */
  ElasticsearchNode(NodeOptions options, Path folder) throws IOException {
    this.options = options;
    this.folder = folder;
    this.config = Files.createDirectories(folder.resolve("config/jvm.options.d")).getParent();
    java = JavaHome.find(options.version());
    home = ElasticsearchArchive.find(options.version()).unpacked();
    for (String part : List.of("logs", "tmp", "data")) {
      Files.createDirectories(folder.resolve(part));
    }
    for (String file : List.of("jvm.options", "log4j2.properties")) {
      Files.copy(
          home.resolve("config").resolve(file),
          config.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.write(
        config.resolve("jvm.options.d/ours.options"),
        Stream.concat(
                Stream.of("-Xms" + options.heap(), "-Xmx" + options.heap()),
                options.jvmOptions().stream())
            .toList());
    security = options.secured() ? NodeSecurity.create(java, config) : null;
    ServerUser.give(folder);
    for (Path needed : List.of(home, folder)) {
      Optional<Path> barrier = ServerUser.barrier(needed.getParent());
      if (barrier.isPresent()) {
        throw new IllegalStateException(
            "Elasticsearch runs as user nobody, who cannot come to %s through %s; choose another folder"
                .formatted(needed, barrier.get()));
      }
    }
    if (security != null) {
      Programs.run(
          security.password(),
          program("elasticsearch-keystore", "add", "-xf", "bootstrap.password"));
    }
  }

  @Nullable NodeSecurity security() {
    return security;
  }

  /**
   * Starts the node, and waits until it answers.
   *
   * @param ports a port, or a range of them, such as 20000-20999, of which the first free is taken
   * @return where it answers, such as 127.0.0.1:20000
   */
  String start(String ports) throws IOException {
    Files.deleteIfExists(folder.resolve("pid"));
    Files.deleteIfExists(folder.resolve("logs/http.ports"));
    Files.writeString(config.resolve("elasticsearch.yml"), yaml(settings(ports)));
    ServerUser.give(config);
    launcher =
        program("elasticsearch", "-p", folder.resolve("pid").toString())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
            .start();
    try {
      return awaitAddress(launcher);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + options.version() + " started", e);
    }
  }

  private String awaitAddress(Process launcher) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!launcher.waitFor(50, TimeUnit.MILLISECONDS)) {
      Optional<String> address = address(folder);
      if (address.isPresent()) {
        return address.get();
      }
      if (System.nanoTime() > deadline) {
        kill();
        throw failure("did not answer within " + PATIENCE.toSeconds() + " s");
      }
    }
    throw failure("ended with exit code " + launcher.exitValue() + " while starting");
  }

  IllegalStateException failure(String what) throws IOException {
    List<String> lines = Files.readAllLines(logFile());
    return new IllegalStateException(
        "%s %s; the end of its log:%n%s"
            .formatted(
                options.version(),
                what,
                String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()))));
  }

  private Map<String, String> settings(String ports) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("cluster.name", "mkailin");
    settings.put("node.name", "node");
    settings.put("discovery.type", "single-node");
    settings.put("network.host", "127.0.0.1");
    settings.put("http.port", ports);
    settings.put("transport.port", "0");
    settings.put("node.portsfile", "true");
    settings.put("path.data", folder.resolve("data").toString());
    settings.put("path.logs", folder.resolve("logs").toString());
    // Else a disk that is nearly full makes indices read-only.
    settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
    settings.put("xpack.security.enabled", String.valueOf(options.secured()));
    settings.put("xpack.security.autoconfiguration.enabled", "false");
    if (options.secured()) {
      settings.putAll(NodeSecurity.SETTINGS);
    }
    settings.putAll(options.settings());
    return settings;
  }

  /** Strings in single quotes, which YAML takes as they are. */
  private static String yaml(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(line -> line.getKey() + ": '" + line.getValue().replace("'", "''") + "'\n")
        .collect(Collectors.joining());
  }

  private ProcessBuilder program(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve(name).toString());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder program =
        new ProcessBuilder(ServerUser.command(command)).directory(folder.toFile());
    Path temporary = folder.resolve("tmp");
    Map<String, String> environment = program.environment();
    environment.keySet().removeAll(List.of("ES_JAVA_OPTS", "JAVA_HOME", "JAVA_OPTS"));
    environment.put("HOME", folder.toString());
    environment.put("ES_JAVA_HOME", java.folder().toString());
    environment.put("ES_PATH_CONF", config.toString());
    // The server may read its temporary folder, which must therefore not hold its own jars.
    environment.put("ES_TMPDIR", temporary.toString());
    environment.put("CLI_JAVA_OPTS", NodeOptions.QUICK_START + " -Djava.io.tmpdir=" + temporary);
    return program;
  }

  /** Ends the server at once, whatever it does, and waits until it is gone. */
  void kill() {
    if (launcher != null) {
      List<ProcessHandle> all = new ArrayList<>(launcher.descendants().toList());
      all.add(launcher.toHandle());
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(ElasticsearchNode::awaitEnd);
    }
  }

  /** Waits until a process has ended, which it was told to. */
  static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while process " + process.pid() + " ended", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("process " + process.pid() + " does not end", e);
    }
  }

  String log() throws IOException {
    return Files.readString(logFile());
  }

  private Path logFile() {
    return folder.resolve("console.log");
  }

  /** Where the node of this folder answers, once it does. */
  static Optional<String> address(Path folder) throws IOException {
    Path ports = folder.resolve("logs/http.ports");
    return Files.exists(ports)
        ? Files.readString(ports, StandardCharsets.UTF_8).lines().findFirst()
        : Optional.empty();
  }

  /** The server of this folder, if it runs. */
  static Optional<ProcessHandle> server(Path folder) throws IOException {
    Path file = folder.resolve("pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    // Numbers are used again: ours was started before it wrote the file.
    return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().startInstant().isPresent())
        .filter(
            process ->
                process.info().startInstant().get().toEpochMilli() <= file.toFile().lastModified());
  }
}
