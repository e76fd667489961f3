package org.mkailin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpHost;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.RestClient;

/** What a benchmark wants to know of a cluster, and the deletion of what it left there. */
final class ClusterFacts implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LOOK_AGAIN_MILLIS = 500;
  private static final int MOST_LOOKS = 240;
  private static final double MEBIBYTE = 1 << 20;

  private final RestClient client;

  ClusterFacts(List<String> hosts) {
    this.client =
        RestClient.builder(hosts.stream().map(HttpHost::create).toArray(HttpHost[]::new)).build();
  }

  /** Versions and heaps of the nodes. */
  String about() throws IOException {
    List<String> nodes = new ArrayList<>();
    for (JsonNode node : get("/_nodes/jvm").path("nodes")) {
      nodes.add(
          String.format(
              Locale.ROOT,
              "Elasticsearch %s (Java %s, %.0f MiB of heap)",
              node.path("version").asText(),
              node.path("jvm").path("version").asText(),
              node.path("jvm").path("mem").path("heap_max_in_bytes").asLong() / MEBIBYTE));
    }
    return String.join(", ", nodes);
  }

  /**
   * Size of an index, once no segments are being merged, or after two minutes.
   *
   * @param name the index, or its alias
   */
  SearchEngine.Size size(String name) throws IOException {
    for (int look = 1; ; look++) {
      JsonNode primaries =
          get("/" + name + "/_stats/store,segments,merge").path("_all").path("primaries");
      if (primaries.path("merges").path("current").asInt() == 0 || look == MOST_LOOKS) {
        return new SearchEngine.Size(
            primaries.path("store").path("size_in_bytes").asLong(),
            primaries.path("segments").path("count").asLong());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Deletes the indexes whose names begin so, and the plugin's template for them. */
  void delete(String name) throws IOException {
    for (JsonNode index : get("/_cat/indices/" + name + "*?format=json&h=index")) {
      send("DELETE", "/" + index.path("index").asText());
    }
    send("DELETE", "/_index_template/mkailin-" + name);
  }

  private JsonNode get(String path) throws IOException {
    return send("GET", path);
  }

  private JsonNode send(String method, String path) throws IOException {
    Request request = new Request(method, path);
    // What is not there need not be deleted.
    request.addParameter("ignore", "404");
    Response response = client.performRequest(request);
    return JSON.readTree(response.getEntity().getContent());
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
