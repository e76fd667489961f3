package org.mkailin.testkit.elasticsearch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a node lives: its configuration, data and log, and which process it is. */
record NodeFolder(Path path) {

  /** Makes ready what a node of this kind needs, in a folder that is there. */
  void prepare(NodeOptions options, Path home) throws IOException {
    for (Path needed : List.of(home, path)) {
      Optional<Path> barrier = ServerUser.barrier(needed.getParent());
      if (barrier.isPresent()) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "Elasticsearch runs as user nobody, who cannot come to %s through %s; choose another folder",
                needed,
                barrier.get()));
      }
    }
    for (String part : List.of("config/jvm.options.d", "data", "logs", "tmp")) {
      Files.createDirectories(path.resolve(part));
    }
    for (String file : List.of("jvm.options", "log4j2.properties")) {
      Files.copy(
          home.resolve("config").resolve(file),
          config().resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.write(
        config().resolve("jvm.options.d/ours.options"),
        Stream.concat(
                Stream.of("-Xms" + options.heap(), "-Xmx" + options.heap()),
                options.jvmOptions().stream())
            .toList());
    ServerUser.give(path);
  }

  /** Says what the next start is to do, and forgets the last. */
  void configure(NodeOptions options, String ports) throws IOException {
    Files.deleteIfExists(pidFile());
    Files.deleteIfExists(portsFile());
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("cluster.name", "mkailin");
    settings.put("node.name", "node");
    settings.put("discovery.type", "single-node");
    settings.put("network.host", "127.0.0.1");
    settings.put("http.port", ports);
    settings.put("transport.port", "0");
    settings.put("node.portsfile", "true");
    settings.put("path.data", path.resolve("data").toString());
    settings.put("path.logs", path.resolve("logs").toString());
    // Else a disk that is nearly full makes indices read-only.
    settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
    settings.put("xpack.security.enabled", String.valueOf(options.secured()));
    settings.put("xpack.security.autoconfiguration.enabled", "false");
    if (options.secured()) {
      settings.putAll(NodeSecurity.SETTINGS);
    }
    settings.putAll(options.settings());
    Files.writeString(config().resolve("elasticsearch.yml"), yaml(settings));
    ServerUser.give(config());
  }

  /** Strings in single quotes, which YAML takes as they are. */
  private static String yaml(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(line -> line.getKey() + ": '" + line.getValue().replace("'", "''") + "'\n")
        .collect(Collectors.joining());
  }

  /** One of Elasticsearch's programs, to run on this folder. */
  ProcessBuilder program(Path home, JavaHome java, String name, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve(name).toString());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder program =
        new ProcessBuilder(ServerUser.command(command)).directory(path.toFile());
    Path temporary = path.resolve("tmp");
    Map<String, String> environment = program.environment();
    environment.keySet().removeAll(List.of("ES_JAVA_OPTS", "JAVA_HOME", "JAVA_OPTS"));
    environment.put("HOME", path.toString());
    environment.put("ES_JAVA_HOME", java.folder().toString());
    environment.put("ES_PATH_CONF", config().toString());
    // The server may read its temporary folder, and refuses one that holds its own jars.
    environment.put("ES_TMPDIR", temporary.toString());
    environment.put("CLI_JAVA_OPTS", NodeOptions.QUICK_START + " -Djava.io.tmpdir=" + temporary);
    return program;
  }

  Path config() {
    return path.resolve("config");
  }

  Path logFile() {
    return path.resolve("console.log");
  }

  /** The server writes its number there. */
  Path pidFile() {
    return path.resolve("pid");
  }

  private Path portsFile() {
    return path.resolve("logs/http.ports");
  }

  /** Where the node answers, such as 127.0.0.1:9200, once it does. */
  Optional<String> address() throws IOException {
    return Files.exists(portsFile())
        ? Files.readAllLines(portsFile()).stream().findFirst()
        : Optional.empty();
  }

  /** The server, if it runs. */
  Optional<ProcessHandle> server() throws IOException {
    if (!Files.exists(pidFile())) {
      return Optional.empty();
    }
    // Numbers are used again: ours was started before it wrote the file.
    long written = Files.getLastModifiedTime(pidFile()).toMillis();
    return ProcessHandle.of(Long.parseLong(Files.readString(pidFile()).strip()))
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .filter(start -> start.toEpochMilli() <= written)
                    .isPresent());
  }
}
