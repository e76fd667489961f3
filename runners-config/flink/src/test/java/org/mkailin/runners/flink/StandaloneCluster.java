package org.mkailin.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A cluster of processes, by the script that users have. */
final class StandaloneCluster implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 150;

  private final Path folder;
  private final int port;

  private StandaloneCluster(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  static StandaloneCluster start(Path folder, int taskManagers, int slots)
      throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(folder, twoFreePorts());
    cluster.startAll(taskManagers, slots);
    return cluster;
  }

  void startAll(int taskManagers, int slots) throws IOException, InterruptedException {
    script(
        "start",
        "--task-managers",
        String.valueOf(taskManagers),
        "--slots",
        String.valueOf(slots),
        "--port",
        String.valueOf(port));
  }

  void startTaskManager() throws IOException, InterruptedException {
    script("start-task-manager");
  }

  String master() {
    return "127.0.0.1:" + port;
  }

  ProcessHandle jobManager() throws IOException {
    long pid = Long.parseLong(Files.readString(folder.resolve("job-manager.pid")).strip());
    return ProcessHandle.of(pid).orElseThrow();
  }

  /** What a task manager logged, by its number from 1. */
  String logOfTaskManager(int number) throws IOException {
    return Files.readString(folder.resolve("log/task-manager-" + number + ".log"));
  }

  /** Ends it; it may be started again. */
  void stop() throws IOException, InterruptedException {
    script("stop");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    stop();
  }

  private void script(String command, String... options) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(Path.of("cluster").toAbsolutePath().toString()));
    line.add(command);
    line.addAll(List.of(options));
    line.addAll(List.of("--folder", folder.toString()));
    Path output = Files.createTempFile("cluster", ".log");
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      assertThat(ended && process.exitValue() == 0)
          .as("%s said:%n%s", line, Files.readString(output))
          .isTrue();
    } finally {
      Files.delete(output);
    }
  }

  /**
   * A port whose next one is free, too; below those that the system gives to clients, which could
   * take it before the cluster does.
   */
  private static int twoFreePorts() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    IOException refused = new IOException("no two free ports side by side");
    for (int attempt = 0; attempt < 20; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
      try (ServerSocket first = new ServerSocket(port, 1, here);
          ServerSocket second = new ServerSocket(port + 1, 1, here)) {
        return Math.min(first.getLocalPort(), second.getLocalPort());
      } catch (IOException e) {
        refused.addSuppressed(e);
      }
    }
    throw refused;
  }
}
