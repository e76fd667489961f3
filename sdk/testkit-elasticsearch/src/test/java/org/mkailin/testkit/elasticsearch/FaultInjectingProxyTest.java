package org.mkailin.testkit.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultInjectingProxyTest {
  private final AtomicInteger served = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;
  private FaultInjectingProxy proxy;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::mirror);
    server.start();
    proxy = FaultInjectingProxy.before("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void close() {
    proxy.close();
    server.stop(0);
  }

  /** Answers a body with itself, and says what was asked. */
  private void mirror(HttpExchange exchange) throws IOException {
    served.incrementAndGet();
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange
        .getResponseHeaders()
        .set("Asked", exchange.getRequestMethod() + " " + exchange.getRequestURI());
    exchange
        .getResponseHeaders()
        .set("Key", String.valueOf(exchange.getRequestHeaders().getFirst("Key")));
    exchange.sendResponseHeaders(body.length == 0 ? 204 : 201, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(proxy.url() + path));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  @Test
  void requestsAndAnswersPassUnchanged() throws Exception {
    byte[] body = {0, 1, (byte) 0xff, '\r', '\n', (byte) 0xc3};

    HttpResponse<byte[]> answer =
        client.send(
            request("/a%20b/_bulk?c=%26")
                .header("Key", "v")
                .PUT(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Asked")).hasValue("PUT /a%20b/_bulk?c=%26");
    assertThat(answer.headers().firstValue("Key")).hasValue("v");
    assertThat(answer.body()).isEqualTo(body);
    assertThat(get("/").statusCode()).isEqualTo(204);
  }

  @Test
  void onlySoManyMatchingRequestsAreAnsweredByTheProxy() throws Exception {
    proxy.next(2, request -> request.path().startsWith("/_bulk")).answer(429, "{}");
    proxy
        .next(1, request -> request.method().equals("GET"))
        .answer(503, "text/html", "<html>down</html>");

    HttpResponse<String> first = get("/_bulk");
    HttpResponse<String> other = get("/other");

    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(other.statusCode()).isEqualTo(503);
    assertThat(other.headers().firstValue("Content-Type")).hasValue("text/html");
    assertThat(other.body()).isEqualTo("<html>down</html>");
    assertThat(get("/_bulk").statusCode()).isEqualTo(429);
    assertThat(served).hasValue(0);
    assertThat(get("/_bulk").statusCode()).isEqualTo(204);
  }

  @Test
  void aFaultWithoutEndEndsByHealing() throws Exception {
    proxy.every(request -> true).answer(413, "");

    assertThat(get("/").statusCode()).isEqualTo(413);
    assertThat(get("/").statusCode()).isEqualTo(413);
    proxy.heal();
    assertThat(get("/").statusCode()).isEqualTo(204);
  }

  @Test
  void aLostAnswerIsOfARequestThatTheServerServed() {
    // A request that is not to be repeated: Java's client would send a GET again by itself.
    proxy.next(1, request -> true).loseAnswer();

    assertThatThrownBy(
            () ->
                client.send(
                    request("/").POST(BodyPublishers.ofString("x")).build(),
                    BodyHandlers.discarding()))
        .isInstanceOf(IOException.class);
    assertThat(served).hasValue(1);
  }

  @Test
  void aDelayedRequestIsServedAfterItsTime() throws Exception {
    proxy.next(1, request -> true).delay(Duration.ofMillis(300));
    long start = System.nanoTime();

    assertThat(get("/").statusCode()).isEqualTo(204);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void aClientMayGiveUpWaiting() {
    proxy.next(1, request -> true).delay(Duration.ofHours(1));

    assertThatThrownBy(
            () ->
                client.send(
                    request("/").timeout(Duration.ofMillis(200)).build(),
                    BodyHandlers.discarding()))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(served).hasValue(0);
  }

  @Test
  void closingEndsWhatIsDelayed() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    proxy.next(1, request -> true).delay(Duration.ofHours(1));
    proxy.record(
        request -> {
          arrived.countDown();
          return false;
        });

    CompletableFuture<?> waiting =
        client.sendAsync(request("/").build(), BodyHandlers.discarding());
    assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    proxy.close();

    assertThat(waiting)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(IOException.class);
    assertThat(served).hasValue(0);
  }

  @Test
  void matchingRequestsAreKeptAsTheyCame() throws Exception {
    List<ProxiedRequest> bulks = proxy.record(request -> request.path().startsWith("/_bulk"));

    get("/other");
    client.send(
        request("/_bulk?x=1")
            .header("Authorization", "ApiKey abc")
            .POST(BodyPublishers.ofString("lines"))
            .build(),
        BodyHandlers.discarding());

    assertThat(bulks).hasSize(1);
    assertThat(bulks.get(0).method()).isEqualTo("POST");
    assertThat(bulks.get(0).path()).isEqualTo("/_bulk?x=1");
    assertThat(bulks.get(0).header("authorization")).hasValue("ApiKey abc");
    assertThat(bulks.get(0).text()).isEqualTo("lines");
  }

  @Test
  void aClientMayUseItAsItsProxy() throws Exception {
    List<ProxiedRequest> proxied = proxy.record(request -> request.uri().isAbsolute());
    HttpClient through =
        HttpClient.newBuilder()
            .proxy(
                ProxySelector.of(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))
            .build();
    URI direct = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/p?q=1");

    HttpResponse<String> answer =
        through.send(HttpRequest.newBuilder(direct).build(), BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("Asked")).hasValue("GET /p?q=1");
    assertThat(proxied).extracting(ProxiedRequest::uri).containsExactly(direct);
  }

  @Test
  void aServerThatIsGoneIsAConnectionThatEnds() {
    server.stop(0);

    assertThatThrownBy(() -> get("/")).isInstanceOf(IOException.class);
  }
}
