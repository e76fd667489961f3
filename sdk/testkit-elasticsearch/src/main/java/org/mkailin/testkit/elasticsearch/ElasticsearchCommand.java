package org.mkailin.testkit.elasticsearch;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the script {@code elasticsearch} runs: a node for development, which outlives it. */
final class ElasticsearchCommand {
  /** The script fetches the archive, and tries again. */
  private static final int ARCHIVE_IS_MISSING = 3;

  private ElasticsearchCommand() {}

  /** {@code start FOLDER VERSION PORT HEAP}, {@code stop FOLDER} or {@code status FOLDER}. */
  public static void main(String[] arguments) {
    try {
      Path folder = Path.of(arguments[1]).toAbsolutePath().normalize();
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
    } catch (IOException | IllegalStateException e) {
      System.err.println("elasticsearch: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void start(NodeOptions options, Path folder, int port) throws IOException {
    if (ElasticsearchNode.server(folder).isPresent()) {
      throw new IllegalStateException(
          "a node runs already in %s; stop it with: elasticsearch stop --folder %1$s"
              .formatted(folder));
    }
    try (ServerSocket free = new ServerSocket()) {
      free.setReuseAddress(true);
      free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (BindException e) {
      throw new IllegalStateException("port " + port + " is in use; choose another with --port", e);
    }
    Files.createDirectories(folder);
    String address = new ElasticsearchNode(options, folder).start(String.valueOf(port));
    System.out.printf(
        "%s answers at http://%s; its data are in %s.%n", options.version(), address, folder);
  }

  private static void stop(Path folder) throws IOException {
    Optional<ProcessHandle> server = ElasticsearchNode.server(folder);
    if (server.isEmpty()) {
      System.out.println("No node runs in " + folder + ".");
    } else {
      server.get().destroy();
      ElasticsearchNode.awaitEnd(server.get());
      System.out.println("The node has ended; its data stay in " + folder + ".");
    }
  }

  private static boolean status(Path folder) throws IOException {
    Optional<ProcessHandle> server = ElasticsearchNode.server(folder);
    if (server.isEmpty()) {
      System.out.println("No node runs in " + folder + ".");
    } else {
      System.out.printf(
          "The node of %s runs as process %d at %s.%n",
          folder,
          server.get().pid(),
          ElasticsearchNode.address(folder).map(at -> "http://" + at).orElse("no address yet"));
    }
    return server.isPresent();
  }
}
