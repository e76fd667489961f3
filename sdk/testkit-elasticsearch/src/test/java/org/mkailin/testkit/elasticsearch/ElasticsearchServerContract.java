package org.mkailin.testkit.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** What holds for a node of either version. */
abstract class ElasticsearchServerContract {
  private final ElasticsearchVersion version;

  ElasticsearchServerContract(ElasticsearchVersion version) {
    this.version = version;
  }

  @Test
  void theSharedNodeIsOfTheVersionAskedFor(ElasticsearchServer server) throws IOException {
    assertThat(server.send("GET", "/_nodes?filter_path=nodes.*.version", "").body())
        .contains("\"version\":\"" + version.number() + "\"");
  }

  @Test
  void aNodeTakesSettingsKeepsItsDataWhenKilledAndLeavesNothing() throws IOException {
    Path folder;
    List<ProcessHandle> processes;
    try (ElasticsearchServer server =
        ElasticsearchServer.start(
            NodeOptions.of(version)
                .withHeap("256m")
                .withSetting("indexing_pressure.memory.limit", "1kb"))) {
      folder = server.folder();
      assertThat(server.send("PUT", "/passages/_doc/1", "{\"title\": \"papain\"}").statusCode())
          .isEqualTo(201);
      String large = "{\"title\": \"" + "x".repeat(2000) + "\"}";
      assertThat(server.send("PUT", "/passages/_doc/2", large).statusCode()).isEqualTo(429);

      String url = server.url();
      ProcessHandle killed = server.process();
      server.kill();
      assertThat(killed.isAlive()).isFalse();
      assertThatThrownBy(() -> server.send("GET", "/_cluster/health", ""))
          .isInstanceOf(IOException.class);

      server.restart();
      assertThat(server.url()).isEqualTo(url);
      assertThat(server.send("GET", "/passages/_doc/1", "").body()).contains("papain");
      processes = List.of(server.process(), server.process().parent().orElseThrow());
    }
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(folder).doesNotExist();
  }

  @Test
  void aSuspendedNodeDoesNotAnswerUntilItIsResumed(ElasticsearchServer server) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/_cluster/health"))
            .timeout(Duration.ofMillis(300))
            .build();
    server.suspend();
    try {
      assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.discarding()))
          .isInstanceOf(HttpTimeoutException.class);
    } finally {
      server.resume();
    }
    assertThat(server.send("GET", "/_cluster/health", "").statusCode()).isEqualTo(200);
  }

  @Test
  void aSecuredNodeAnswersOverHttpsWhoeverKnowsThePassword() throws Exception {
    try (ElasticsearchServer server =
        ElasticsearchServer.start(NodeOptions.of(version).withHeap("256m").withSecurity())) {
      NodeSecurity security = server.security();
      assertThat(server.url()).startsWith("https://127.0.0.1:");
      assertThat(server.send("GET", "/_security/_authenticate", "").body())
          .contains("\"username\":\"elastic\"");

      HttpResponse<String> key = server.send("POST", "/_security/api_key", "{\"name\": \"k\"}");
      String encoded = key.body().replaceFirst(".*\"encoded\":\"([^\"]+)\".*", "$1");
      URI who = URI.create(server.url() + "/_security/_authenticate");
      HttpRequest withKey =
          HttpRequest.newBuilder(who).header("Authorization", "ApiKey " + encoded).build();
      HttpRequest request = HttpRequest.newBuilder(who).build();
      HttpClient trusting = HttpClient.newBuilder().sslContext(security.sslContext()).build();
      assertThat(trusting.send(withKey, BodyHandlers.ofString()).body())
          .contains("\"authentication_type\":\"api_key\"");
      HttpResponse<Void> answer = trusting.send(request, BodyHandlers.discarding());
      assertThat(answer.statusCode()).isEqualTo(401);
      byte[] shown = answer.sslSession().orElseThrow().getPeerCertificates()[0].getEncoded();
      assertThat(security.fingerprint())
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(shown)));

      HttpClient strict = HttpClient.newHttpClient();
      assertThatThrownBy(() -> strict.send(request, BodyHandlers.discarding()))
          .isInstanceOf(SSLException.class);
    }
  }
}
