package org.mkailin.testkit.elasticsearch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A node that this JVM starts.
 *
 * <p>Elasticsearch's script becomes a small JVM, the launcher, whose child is the server; the
 * launcher ends with the server.
 */
final class ElasticsearchNode {
  /** Starting takes 4 s on two free cores; on a busy machine, many times that. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final NodeOptions options;
  private final NodeFolder folder;
  private final JavaHome java;
  private final Path home;
  private final @Nullable NodeSecurity security;
  private final HttpClient client;
  private @Nullable Process launcher;
  private URI url = URI.create("http://127.0.0.1");

  /** Makes a node ready, in a folder that is there. */
  ElasticsearchNode(NodeOptions options, NodeFolder folder) throws IOException {
    this.options = options;
    this.folder = folder;
    java = JavaHome.find(options.version());
    ElasticsearchArchive archive = ElasticsearchArchive.find(options.version());
    home = options.secured() ? archive.unpackedWithApiKeys() : archive.unpacked();
    folder.prepare(options, home);
    HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    if (options.secured()) {
      security = NodeSecurity.create(java, folder.config());
      client.sslContext(security.sslContext());
      Programs.run(
          security.password(),
          folder.program(home, java, "elasticsearch-keystore", "add", "-xf", "bootstrap.password"));
    } else {
      security = null;
    }
    this.client = client.build();
  }

  @Nullable NodeSecurity security() {
    return security;
  }

  URI url() {
    return url;
  }

  /**
   * Starts the node, and waits until it answers and has its data.
   *
   * @param ports a port, or a range of them, such as 20000-20999, of which the first free is taken
   */
  void start(String ports) throws IOException {
    folder.configure(options, ports);
    launcher =
        folder
            .program(home, java, "elasticsearch", "-p", folder.pidFile().toString())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.logFile().toFile()))
            .start();
    try {
      url = URI.create((security == null ? "http://" : "https://") + awaitAddress(launcher));
      awaitHealth(launcher);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + options.version() + " started", e);
    } catch (IOException | RuntimeException e) {
      kill();
      throw e;
    }
  }

  private String awaitAddress(Process launcher) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!launcher.waitFor(50, TimeUnit.MILLISECONDS)) {
      Optional<String> address = folder.address();
      if (address.isPresent()) {
        return address.get();
      }
      if (System.nanoTime() > deadline) {
        throw failure("did not answer within " + PATIENCE.toSeconds() + " s");
      }
    }
    throw failure("ended with exit code " + launcher.exitValue() + " while starting");
  }

  private void awaitHealth(Process launcher) throws IOException, InterruptedException {
    String request = "/_cluster/health?wait_for_status=yellow&timeout=60s";
    HttpResponse<String> health = send("GET", request, "");
    // It listens a moment before it knows its own passwords.
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (health.statusCode() == 401 && System.nanoTime() < deadline) {
      launcher.waitFor(100, TimeUnit.MILLISECONDS);
      health = send("GET", request, "");
    }
    if (health.statusCode() != 200) {
      throw failure("is not healthy: " + health.body());
    }
  }

  private IllegalStateException failure(String what) throws IOException {
    List<String> lines = Files.readAllLines(folder.logFile());
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "%s %s; the end of its log:%n%s",
            options.version(),
            what,
            String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()))));
  }

  /** Sends it a request, and gives its answer, whatever its status is. */
  HttpResponse<String> send(String method, String path, String body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(Duration.ofMinutes(2))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (security != null) {
      request.header("Authorization", security.basic());
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at " + method + " " + path, e);
    }
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
}
