package org.mkailin.plugins.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mkailin.testkit.RandomPassages.BUILD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.model.PassageIndexWriter.Build;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.testkit.RandomPassages;
import org.mkailin.testkit.elasticsearch.ElasticsearchServer;
import org.mkailin.testkit.elasticsearch.ElasticsearchVersion;
import org.mkailin.testkit.elasticsearch.NodeOptions;
import org.mkailin.testkit.elasticsearch.NodeSecurity;
import org.mkailin.testkit.elasticsearch.OnElasticsearch;

/** A node with users and a certificate of its own. */
@OnElasticsearch(ElasticsearchVersion.V9)
class SecurityIT {
  private static final List<Entry> ENTRIES = RandomPassages.entries(3);

  private static final Build REPLACING =
      new Build("build-2", "others", RandomPassages.DESCRIPTION, true);

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

  /** What docs/elasticsearch.md says that one needs at least. */
  @Test
  void apiKeysWithTheLeastPrivilegesIndexAndSearch() throws IOException {
    TestIndex open = TestIndex.at(server.url()).with("ca-fingerprint", security.fingerprint());
    TestIndex indexing =
        withKey(open, "'monitor', 'manage_index_templates'", "'manage', 'index', 'read'");
    TestIndex searching = withKey(open, "'monitor'", "'read', 'view_index_metadata'");
    indexing.built(BUILD, ENTRIES);
    assertThat(searching.search(RandomPassages.queries()).get(0)).hasSize(1);
    assertThatThrownBy(() -> searching.built(REPLACING, ENTRIES))
        .hasMessageContaining("it is forbidden (403, security_exception)")
        .hasMessageContaining("give the credentials that privilege");
    TestIndex blind = withKey(open, "'monitor'", "'view_index_metadata'");
    assertThatThrownBy(() -> blind.search(List.of()))
        .hasMessageContaining("opening index " + open.name())
        .hasMessageContaining("403");
  }

  private static TestIndex withKey(TestIndex index, String cluster, String privileges)
      throws IOException {
    String role =
        String.format(
            Locale.ROOT,
            "{'cluster': [%s], 'indices': [{'names': ['%s', '%s-mkailin-*'], 'privileges': [%s]}]}",
            cluster,
            index.name(),
            index.name(),
            privileges);
    String body = String.format(Locale.ROOT, "{'name': 'k', 'role_descriptors': {'r': %s}}", role);
    String answer = server.send("POST", "/_security/api_key", body.replace('\'', '"')).body();
    String key = PassageDocument.JSON.readTree(answer).path("encoded").asText();
    Path file = Files.writeString(Files.createTempFile(secrets, "key", ""), key + "\n");
    return index.with("api-key", "file:" + file);
  }
}
