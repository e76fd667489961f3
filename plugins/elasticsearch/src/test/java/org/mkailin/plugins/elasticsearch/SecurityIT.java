package org.mkailin.plugins.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mkailin.testkit.RandomPassages.BUILD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.testkit.RandomPassages;
import org.mkailin.testkit.elasticsearch.ElasticsearchServer;
import org.mkailin.testkit.elasticsearch.ElasticsearchVersion;
import org.mkailin.testkit.elasticsearch.FaultyGate;
import org.mkailin.testkit.elasticsearch.GateRequest;
import org.mkailin.testkit.elasticsearch.NodeOptions;
import org.mkailin.testkit.elasticsearch.NodeSecurity;
import org.mkailin.testkit.elasticsearch.OnElasticsearch;

/** A node with users and a certificate of its own. */
@OnElasticsearch(ElasticsearchVersion.V9)
class SecurityIT {
  private static final List<Entry> ENTRIES = RandomPassages.entries(3);

  @TempDir private static Path secrets;
  private static ElasticsearchServer server;
  private static NodeSecurity security;

  @BeforeAll
  static void start() throws IOException {
    server = ElasticsearchServer.start(NodeOptions.of(ElasticsearchVersion.V9).withSecurity());
    security = server.security();
    Files.writeString(secrets.resolve("password"), security.password() + "\n");
    Files.writeString(secrets.resolve("wrong"), "wrong");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TestIndex as(String user, String password) {
    return TestIndex.at(server.url())
        .with("username", user)
        .with("password", "file:" + secrets.resolve(password));
  }

  private static TestIndex authenticated() {
    return as(security.user(), "password");
  }

  @Test
  void aUserComesInByTheAuthoritysCertificateOrItsFingerprint() {
    for (TestIndex index :
        List.of(
            authenticated().with("ca-certificate", security.certificate().toString()),
            authenticated().with("ca-fingerprint", security.fingerprint()),
            authenticated()
                .with("ca-fingerprint", security.fingerprint().replaceAll("(..)(?=.)", "$1:")))) {
      index.built(BUILD, ENTRIES);
      assertThat(index.search(RandomPassages.queries()).get(0)).hasSize(1);
    }
  }

  @Test
  void wrongCredentialsAreToldAtOnceAndNotRepeated() {
    TestIndex wrong = as(security.user(), "wrong").with("ca-fingerprint", security.fingerprint());
    assertThatThrownBy(() -> wrong.search(List.of()))
        .hasMessageContaining("Elasticsearch at " + server.url())
        .hasMessageContaining("the credentials are refused (401,")
        .hasMessageContaining("check api-key, or username and password")
        .message()
        .doesNotContain("wrong");
  }

  @Test
  void anUnknownAuthorityIsToldWithTheNextStep() {
    assertThatThrownBy(() -> authenticated().search(List.of()))
        .hasMessageContaining("TLS fails:")
        .hasMessageContaining("set ca-certificate or ca-fingerprint");
    String another = "00".repeat(32);
    assertThatThrownBy(() -> authenticated().with("ca-fingerprint", another).search(List.of()))
        .hasMessageContaining("TLS fails:");
    assertThatThrownBy(
            () -> authenticated().with("ca-certificate", "/absent.pem").search(List.of()))
        .hasMessageContaining("ca-certificate /absent.pem can't be read");
  }

  @Test
  void anApiKeyIsSentWithEveryRequest() throws IOException {
    Path key = Files.writeString(secrets.resolve("key"), "aWQ6a2V5\n");
    try (ElasticsearchServer open =
            ElasticsearchServer.start(NodeOptions.of(ElasticsearchVersion.V9));
        FaultyGate gate = FaultyGate.before(open.url())) {
      List<GateRequest> all = gate.record(request -> true);
      TestIndex.at(gate.url()).with("api-key", "file:" + key).built(BUILD, ENTRIES);
      assertThat(all)
          .isNotEmpty()
          .allMatch(r -> r.header("Authorization").orElse("").equals("ApiKey aWQ6a2V5"));
    }
  }
}
