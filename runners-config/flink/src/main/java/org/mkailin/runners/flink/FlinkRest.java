package org.mkailin.runners.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a job manager tells by its REST interface. */
final class FlinkRest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /**
   * A task manager, as it registered.
   *
   * @param memory bytes of the whole process
   * @param offHeap bytes that are kept for native libraries
   * @param network bytes of buffers between stages
   */
  record TaskManager(String id, int slots, long memory, long offHeap, long network) {}

  private final FlinkMaster master;

  FlinkRest(FlinkMaster master) {
    this.master = master;
  }

  /** Slots of all task managers. */
  int slots() throws IOException {
    return get("overview").path("slots-total").asInt();
  }

  String flinkVersion() throws IOException {
    return get("overview").path("flink-version").asText();
  }

  List<TaskManager> taskManagers() throws IOException {
    return get("taskmanagers").path("taskmanagers").valueStream().map(FlinkRest::read).toList();
  }

  private static TaskManager read(JsonNode node) {
    JsonNode memory = node.path("memoryConfiguration");
    return new TaskManager(
        node.path("id").asText(),
        node.path("slotsNumber").asInt(),
        memory.path("totalProcessMemory").asLong(),
        memory.path("taskOffHeap").asLong(),
        memory.path("networkMemory").asLong());
  }

  /** The job manager's Java, such as «OpenJDK 64-Bit Server VM - Debian - 17/17.0.15». */
  String javaVersion() throws IOException {
    return get("jobmanager/environment").path("jvm").path("version").asText();
  }

  /** The jars that the job manager was started with. */
  List<String> classPath() throws IOException {
    return get("jobmanager/environment")
        .path("classpath")
        .valueStream()
        .map(JsonNode::asText)
        .toList();
  }

  /**
   * What the job manager's configuration says of a key; commonly, its task managers' is the same.
   */
  Optional<String> setting(String key) throws IOException {
    return get("jobmanager/config")
        .valueStream()
        .filter(entry -> entry.path("key").asText().equals(key))
        .map(entry -> entry.path("value").asText())
        .findFirst();
  }

  private JsonNode get(String path) throws IOException {
    URI uri = URI.create(master.url() + "/" + path);
    try {
      HttpResponse<InputStream> response =
          CLIENT.send(
              HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new IOException(
              String.format(Locale.ROOT, "%s answers with status %d", uri, response.statusCode()));
        }
        return JSON.readTree(body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + uri, e);
    }
  }
}
