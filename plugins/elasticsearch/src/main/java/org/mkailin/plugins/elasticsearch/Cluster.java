package org.mkailin.plugins.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.JsonpDeserializer;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.TransportUtils;
import co.elastic.clients.transport.endpoints.SimpleEndpoint;
import co.elastic.clients.transport.rest_client.RestClientOptions;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import co.elastic.clients.util.BinaryData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.http.Header;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpHost;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a cluster: the official client, and how patient we are with it.
 *
 * <p>Thread-safe.
 */
final class Cluster implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration FIRST_PATIENCE = Duration.ofSeconds(5);
  // As many as a worker may have threads; the client's own default is 10 for a host.
  private static final int MOST_CONNECTIONS = 64;
  private static final ObjectMapper JSON = PassageDocument.JSON;

  private final ConnectionConfig config;
  private final ElasticsearchClient client;
  private final ServerVersion version;

  private Cluster(ConnectionConfig config, ElasticsearchClient client) {
    this.config = config;
    this.client = client;
    this.version = ServerVersion.oldestIn(nodes(), config.name());
  }

  /** A wrong address is told soon; a cluster that answers, though it is busy, is waited for. */
  private JsonNode nodes() {
    Patience withSilence = new Patience(config.name(), min(FIRST_PATIENCE, config.patience()));
    Patience withAnswers = new Patience(config.name(), config.patience());
    while (true) {
      try {
        return send(
            "GET",
            "/_nodes",
            Map.of("filter_path", "nodes.*.version"),
            null,
            JsonpDeserializer.of(JsonNode.class));
      } catch (IOException | RuntimeException e) {
        Fault fault = Fault.of(e);
        if (fault.isSilence()) {
          withSilence.pause(fault, e);
        } else {
          withAnswers.pause(fault, e);
          withSilence.progress();
        }
      }
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * Connects.
   *
   * @throws IllegalStateException saying what is wrong: unreachable, credentials, certificate,
   *     version
   */
  static Cluster open(ConnectionConfig config) throws IOException {
    ElasticsearchClient client =
        new ElasticsearchClient(
            new RestClientTransport(restClient(config), new JacksonJsonpMapper(JSON)));
    try {
      return new Cluster(config, client);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static RestClient restClient(ConnectionConfig config) throws IOException {
    HttpHost[] hosts = config.hosts().stream().map(Cluster::host).toArray(HttpHost[]::new);
    RestClientBuilder builder = RestClient.builder(hosts);
    // The same of all hosts.
    String path = String.valueOf(config.hosts().get(0).getPath());
    if (path.length() > 1) {
      builder.setPathPrefix(path);
    }
    if (config.apiKey().isPresent() || config.username().isPresent()) {
      builder.setDefaultHeaders(new Header[] {authorization(config)});
    }
    builder.setRequestConfigCallback(
        request ->
            request
                .setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
                .setSocketTimeout(Math.toIntExact(config.timeout().toMillis())));
    SSLContext trusted = trusted(config);
    builder.setHttpClientConfigCallback(
        http -> {
          if (trusted != null) {
            http.setSSLContext(trusted);
          }
          config.proxy().ifPresent(proxy -> http.setProxy(host(proxy)));
          return http.setMaxConnPerRoute(MOST_CONNECTIONS).setMaxConnTotal(MOST_CONNECTIONS);
        });
    return builder.build();
  }

  private static HttpHost host(URI url) {
    return new HttpHost(url.getHost(), url.getPort(), url.getScheme());
  }

  private static Header authorization(ConnectionConfig config) {
    String value =
        config
            .apiKey()
            .map(key -> "ApiKey " + key.reveal())
            .orElseGet(
                () -> {
                  String user = config.username().orElseThrow();
                  String pair = user + ":" + config.password().orElseThrow().reveal();
                  byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
                  return "Basic " + Base64.getEncoder().encodeToString(bytes);
                });
    return new BasicHeader(HttpHeaders.AUTHORIZATION, value);
  }

  private static @Nullable SSLContext trusted(ConnectionConfig config) throws IOException {
    if (config.caCertificate().isPresent()) {
      String file = config.caCertificate().get();
      try {
        return TransportUtils.sslContextFromHttpCaCrt(new File(file));
      } catch (IOException | RuntimeException e) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "ca-certificate %s can't be read: %s", file, e.getMessage()),
            e);
      }
    }
    return config
        .caFingerprint()
        .map(print -> TransportUtils.sslContextFromCaFingerprint(print.replace(":", "")))
        .orElse(null);
  }

  /** The client, for requests that its types can say. */
  ElasticsearchClient client() {
    return client;
  }

  /** The same, for requests that take long, such as making an index ready. */
  ElasticsearchClient patientClient() {
    RequestConfig untilPatienceEnds =
        RequestConfig.custom()
            .setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
            .setSocketTimeout(Math.toIntExact(config.patience().toMillis()))
            .build();
    return client.withTransportOptions(
        new RestClientOptions(
            RequestOptions.DEFAULT.toBuilder().setRequestConfig(untilPatienceEnds).build(), false));
  }

  /** What the oldest node of the cluster can do. */
  ServerVersion version() {
    return version;
  }

  /** Patience with an operation. */
  Patience patience(String what) {
    return new Patience(config.name() + ", " + what, config.patience());
  }

  /** The cluster in messages. */
  String name() {
    return config.name();
  }

  /**
   * Sends a request as JSON, where the client's types lack what some server knows.
   *
   * @param body the body, or null for none
   */
  JsonNode json(String method, String path, @Nullable JsonNode body) throws IOException {
    return send(
        method,
        path,
        Map.of(),
        body == null ? null : BinaryData.of(JSON.writeValueAsBytes(body), "application/json"),
        JsonpDeserializer.of(JsonNode.class));
  }

  /** Sends a request whose body is written already. */
  <T> T send(
      String method,
      String path,
      Map<String, String> parameters,
      @Nullable BinaryData body,
      JsonpDeserializer<T> answer)
      throws IOException {
    SimpleEndpoint<Map<String, String>, T> endpoint =
        new SimpleEndpoint<>(
            method + " " + path,
            request -> method,
            request -> path,
            request -> Map.of(),
            request -> request,
            request -> Map.of(),
            request -> body,
            answer);
    return client._transport().performRequest(parameters, endpoint, null);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
