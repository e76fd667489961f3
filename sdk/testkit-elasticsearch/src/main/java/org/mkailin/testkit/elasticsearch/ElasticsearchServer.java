package org.mkailin.testkit.elasticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A real Elasticsearch node of one's own, on the loopback address, that a test may kill.
 *
 * <pre>{@code
 * try (ElasticsearchServer server =
 *     ElasticsearchServer.start(
 *         NodeOptions.of(V9).withSetting("indexing_pressure.memory.limit", "1mb"))) {
 *   ...
 *   server.kill();
 *   server.restart();
 * }
 * }</pre>
 *
 * <p>Tests that leave the node as they found it share one; see {@link ElasticsearchExtension}.
 *
 * <p>Starting takes about 4 s on two cores, and 0.8 GB of memory. The node's work folder lies in
 * {@code java.io.tmpdir}; {@link #close}, or the end of the JVM, removes it. A JVM that is killed
 * leaves its nodes running.
 *
 * <p>Elastic's archive is minimal. It lacks language analyzers, scripts, ingest processors, update
 * and delete by query, reindexing, ES|QL, and {@code GET /}, so that a client's {@code info()} and
 * {@code ping()} fail. Vectors, BM25, {@code _bulk}, {@code _msearch}, aliases and templates are
 * there.
 *
 * <p>Safe for use by several threads, as long as one alone kills, restarts or closes.
 */
public final class ElasticsearchServer implements AutoCloseable {
  private static final Set<ElasticsearchServer> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> OPEN.forEach(ElasticsearchServer::close), "elasticsearch-end"));
  }

  private final NodeFolder folder;
  private final ElasticsearchNode node;

  private ElasticsearchServer(NodeFolder folder, ElasticsearchNode node) {
    this.folder = folder;
    this.node = node;
  }

  /** Starts a node of this version, without security; see the other method. */
  public static ElasticsearchServer start(ElasticsearchVersion version) {
    return start(NodeOptions.of(version));
  }

  /**
   * Starts a node, and waits until it answers.
   *
   * @throws NoFittingJava if no Java on this machine runs it
   * @throws MissingArchive if Elasticsearch is not on this machine
   * @throws IllegalStateException if it does not start; the message has the end of its log
   */
  public static ElasticsearchServer start(NodeOptions options) {
    try {
      NodeFolder folder = new NodeFolder(Files.createTempDirectory("mkailin-elasticsearch-node-"));
      ElasticsearchServer server;
      try {
        server = new ElasticsearchServer(folder, new ElasticsearchNode(options, folder));
      } catch (IOException | RuntimeException e) {
        Folders.delete(folder.path());
        throw e;
      }
      OPEN.add(server);
      try {
        // Below the ports that systems give to clients, one of which could take it between
        // restarts.
        int first = ThreadLocalRandom.current().nextInt(20_000, 31_000);
        server.node.start(first + "-" + (first + 1000));
      } catch (IOException | RuntimeException e) {
        server.close();
        throw e;
      }
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + options.version(), e);
    }
  }

  /** Where it answers, such as http://127.0.0.1:20000, or https:// with security. */
  public String url() {
    return node.url().toString();
  }

  public String host() {
    return node.url().getHost();
  }

  public int port() {
    return node.url().getPort();
  }

  /** How one gets into a node that was started with security. */
  public NodeSecurity security() {
    return Optional.ofNullable(node.security())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "this node has no security; start it with NodeOptions.withSecurity()"));
  }

  /**
   * Sends it a request, and gives its answer, whatever its status is.
   *
   * @param path such as {@code /_cluster/health}
   * @param body JSON, or JSON lines; may be empty
   */
  public HttpResponse<String> send(String method, String path, String body) throws IOException {
    return node.send(method, path, body);
  }

  /** What the node said since its first start. */
  public String log() {
    try {
      return Files.readString(folder.logFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the node's log", e);
    }
  }

  /** Where its data are, until it is closed. */
  Path folder() {
    return folder.path();
  }

  /** The server's process. */
  public ProcessHandle process() {
    try {
      return folder.server().orElseThrow(() -> new IllegalStateException("the node does not run"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the node's process number", e);
    }
  }

  /** Ends the server's process as a power failure would, with SIGKILL; its data stay. */
  public void kill() {
    node.kill();
  }

  /** Starts it again at the same port with the same data; kills it first if it runs. */
  public void restart() {
    kill();
    try {
      node.start(String.valueOf(port()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the node again", e);
    }
  }

  /** Makes it a node that takes connections and does not answer, with SIGSTOP. */
  public void suspend() {
    signal("STOP");
  }

  /** Lets it answer again. */
  public void resume() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      Programs.run("", "sh", "-c", "kill -" + signal + " " + process().pid());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot signal the node", e);
    }
  }

  /** Ends the node, and deletes its data. */
  @Override
  public void close() {
    if (OPEN.remove(this)) {
      kill();
      try {
        Folders.delete(folder.path());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot delete the node's folder", e);
      }
    }
  }
}
