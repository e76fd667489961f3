package org.mkailin.testkit.elasticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What the script {@code elasticsearch} runs: a node for development, which outlives it. */
final class ElasticsearchCommand {
  /** The script fetches the archive, and tries again. */
  private static final int ARCHIVE_IS_MISSING = 3;

  private ElasticsearchCommand() {}

  /** {@code start FOLDER VERSION PORT HEAP}, {@code stop FOLDER} or {@code status FOLDER}. */
  public static void main(String[] arguments) {
    try {
      NodeFolder folder = new NodeFolder(Path.of(arguments[1]).toAbsolutePath().normalize());
      switch (arguments[0]) {
        case "start" ->
            start(
                NodeOptions.of(ElasticsearchVersion.valueOf("V" + arguments[2]))
                    .withHeap(arguments[4])
                    .withJvmOptions(),
                folder,
                Integer.parseInt(arguments[3]));
        case "stop" -> stop(folder);
        default -> System.exit(status(folder) ? 0 : 1);
      }
    } catch (MissingArchive e) {
      System.err.println("elasticsearch: " + e.getMessage());
      System.exit(ARCHIVE_IS_MISSING);
    } catch (IllegalStateException e) {
      System.err.println("elasticsearch: " + e.getMessage());
      System.exit(1);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("elasticsearch: " + e);
      System.exit(1);
    }
  }

  private static void start(NodeOptions options, NodeFolder folder, int port) throws IOException {
    if (folder.server().isPresent()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "a node runs already in %s; stop it with: elasticsearch stop --folder %1$s",
              folder.path()));
    }
    try (ServerSocket free = new ServerSocket()) {
      free.setReuseAddress(true);
      free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (BindException e) {
      throw new IllegalStateException("port " + port + " is in use; choose another with --port", e);
    }
    Files.createDirectories(folder.path());
    ElasticsearchNode node = new ElasticsearchNode(options, folder);
    node.start(String.valueOf(port));
    System.out.printf(
        Locale.ROOT,
        "%s answers at %s; its data are in %s.%n",
        options.version(),
        node.url(),
        folder.path());
  }

  private static void stop(NodeFolder folder) throws IOException {
    Optional<ProcessHandle> server = folder.server();
    if (server.isEmpty()) {
      System.out.println("No node runs in " + folder.path() + ".");
    } else {
      server.get().destroy();
      ElasticsearchNode.awaitEnd(server.get());
      System.out.println("The node has ended; its data stay in " + folder.path() + ".");
    }
  }

  private static boolean status(NodeFolder folder) throws IOException {
    Optional<ProcessHandle> server = folder.server();
    if (server.isEmpty()) {
      System.out.println("No node runs in " + folder.path() + ".");
    } else {
      System.out.printf(
          Locale.ROOT,
          "The node of %s runs as process %d at %s.%n",
          folder.path(),
          server.get().pid(),
          folder.address().map(at -> "http://" + at).orElse("no address yet"));
    }
    return server.isPresent();
  }
}
