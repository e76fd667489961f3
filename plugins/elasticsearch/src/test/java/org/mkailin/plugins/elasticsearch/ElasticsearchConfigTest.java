package org.mkailin.plugins.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mkailin.config.ConfigBinder;
import org.mkailin.config.Secret;

class ElasticsearchConfigTest {
  private static final Map<String, Object> LEAST =
      Map.of("hosts", List.of("http://localhost:9200"), "index", "pubmed");

  private static final String FINGERPRINT = "Ab12".repeat(16);

  private final List<String> problems = new ArrayList<>();

  @Test
  void onlyHostsAndIndexHaveToBeGiven() {
    assertThat(bind(LEAST))
        .contains(
            new ElasticsearchConfig(
                List.of("http://localhost:9200"),
                "pubmed",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                100,
                Vectors.INT8,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                16,
                100,
                1,
                1,
                Optional.empty(),
                "standard",
                5_000_000));
    assertThat(bind(Map.of())).isEmpty();
    assertThat(problems)
        .containsExactly(
            "elasticsearch: key 'index' is missing: name of the index, an alias: the versions"
                + " behind it are NAME-mkailin-…");
    problems.clear();
    bind(Map.of("index", "pubmed"));
    assertThat(problems)
        .containsExactly(
            "elasticsearch: hosts is empty, but must name the cluster, such as"
                + " [http://localhost:9200]");
  }

  @Test
  void everyKeyIsRead() {
    Map<String, Object> all = new HashMap<>();
    all.put("hosts", List.of("https://es1:9200", "https://es2:9200"));
    all.put("index", "pubmed-2026");
    all.put("username", "mkailin");
    all.put("password", "env:ES_PASSWORD");
    all.put("ca-fingerprint", FINGERPRINT);
    all.put("proxy", "http://proxy:3128");
    all.put("timeout", "5s");
    all.put("patience", "1h");
    all.put("candidates", 300);
    all.put("vectors", "bbq");
    all.put("oversample", 5);
    all.put("hybrid", true);
    all.put("from-year", 2000);
    all.put("to-year", 2020);
    all.put("mesh", List.of("Humans"));
    all.put("max-connections", 32);
    all.put("beam-width", 200);
    all.put("shards", 4);
    all.put("replicas", 0);
    all.put("segments", 1);
    all.put("analyzer", "english");
    all.put("bulk-bytes", 1_000_000);
    assertThat(bind(all))
        .contains(
            new ElasticsearchConfig(
                List.of("https://es1:9200", "https://es2:9200"),
                "pubmed-2026",
                Optional.empty(),
                Optional.of("mkailin"),
                Optional.of(new Secret("env:ES_PASSWORD")),
                Optional.empty(),
                Optional.of(FINGERPRINT),
                Optional.of("http://proxy:3128"),
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                300,
                Vectors.BBQ,
                Optional.of(5.0),
                true,
                Optional.of(2000),
                Optional.of(2020),
                List.of("Humans"),
                32,
                200,
                4,
                0,
                Optional.of(1),
                "english",
                1_000_000));
    all.keySet().removeAll(List.of("username", "password", "ca-fingerprint"));
    all.put("api-key", "file:/run/secrets/es");
    all.put("ca-certificate", "ca.pem");
    ConnectionConfig connection = bind(all).orElseThrow().connection();
    assertThat(connection.apiKey()).contains(new Secret("file:/run/secrets/es"));
    assertThat(connection.caCertificate()).contains("ca.pem");
    assertThat(connection.proxy()).contains(URI.create("http://proxy:3128"));
  }

  @Test
  void agentsThatSearchOtherwiseShareAConnection() {
    assertThat(bind(with("candidates", 300)).orElseThrow().connection())
        .isEqualTo(bind(LEAST).orElseThrow().connection());
    assertThat(bind(with("timeout", "5s")).orElseThrow().connection())
        .isNotEqualTo(bind(LEAST).orElseThrow().connection());
  }

  @Test
  void quantisedVectorsAreScoredAgainUnlessToldOtherwise() {
    assertThat(bind(LEAST).orElseThrow().rescored()).isEqualTo(3);
    assertThat(bind(with("vectors", "bbq")).orElseThrow().rescored()).isEqualTo(10);
    assertThat(bind(with("vectors", "float")).orElseThrow().rescored()).isZero();
    assertThat(bind(with("oversample", 2)).orElseThrow().rescored()).isEqualTo(2);
  }

  @Test
  void whatCanNotBeIsNamed() {
    bind(with("hosts", List.of("localhost:9200")));
    bind(with("hosts", List.of("http://a/es", "http://b")));
    bind(with("index", "PubMed"));
    bind(with("index", "pubmed-mkailin-0"));
    bind(with("proxy", "proxy"));
    bind(with("username", "me"));
    bind(with("candidates", 10_001));
    bind(with("replicas", -1));
    bind(with("segments", 0));
    bind(with("oversample", 11));
    bind(with("patience", "0s"));
    bind(with("ca-fingerprint", "xyz"));
    assertThat(problems)
        .containsExactly(
            "elasticsearch: hosts has 'localhost:9200', but must be a URL such as"
                + " https://es1.example.org:9200",
            "elasticsearch: hosts have different paths, [http://a/es, http://b], but must have one",
            "elasticsearch: index is 'PubMed', but must be lower-case letters, digits, '.', '_' and"
                + " '-', at most 200",
            "elasticsearch: index is 'pubmed-mkailin-0', but '-mkailin' is in the names of its versions;"
                + " name their alias",
            "elasticsearch: proxy has 'proxy', but must be a URL such as"
                + " https://es1.example.org:9200",
            "elasticsearch: give username and password together, or none of them",
            "elasticsearch: candidates is 10001, but must be between 1 and 10000",
            "elasticsearch: replicas is -1, but must be between 0 and 100",
            "elasticsearch: segments is 0, but must be at least 1",
            "elasticsearch: oversample is 11.0, but must be between 1 and 10.0",
            "elasticsearch: patience is 0, but must be longer",
            "elasticsearch: ca-fingerprint is 'xyz', but must be SHA-256: 64 hexadecimal digits, also"
                + " with colons");
  }

  @Test
  void credentialsInAUrlAreRefusedAndNotShown() {
    bind(with("hosts", List.of("https://me:secret@es1:9200")));
    bind(with("proxy", "http://me:secret@proxy:3128"));
    assertThat(problems)
        .containsExactly(
            "elasticsearch: hosts has a URL with a user in it, which is not sent; only username and"
                + " password are",
            "elasticsearch: proxy has a URL with a user in it, which is not sent; only username and"
                + " password are");
  }

  @Test
  void whatDoesNotGoTogetherIsNamed() {
    Map<String, Object> both = with("api-key", "env:KEY");
    both.put("username", "me");
    both.put("password", "env:PASSWORD");
    bind(both);
    Map<String, Object> authorities = with("ca-certificate", "ca.pem");
    authorities.put("ca-fingerprint", FINGERPRINT);
    bind(authorities);
    Map<String, Object> years = with("from-year", 2001);
    years.put("to-year", 2000);
    bind(years);
    Map<String, Object> exact = with("vectors", "float");
    exact.put("oversample", 3);
    bind(exact);
    assertThat(problems)
        .containsExactly(
            "elasticsearch: give api-key, or username and password, not both",
            "elasticsearch: give ca-certificate or ca-fingerprint, not both",
            "elasticsearch: from-year is 2001 and to-year 2000, so that there is no year between",
            "elasticsearch: oversample is for vectors int8 and bbq; with float all scores are"
                + " exact");
  }

  private static Map<String, Object> with(String key, Object value) {
    Map<String, Object> values = new HashMap<>(LEAST);
    values.put(key, value);
    return values;
  }

  private Optional<ElasticsearchConfig> bind(Map<String, Object> values) {
    return ConfigBinder.bind(ElasticsearchConfig.class, values, "elasticsearch", problems);
  }
}
