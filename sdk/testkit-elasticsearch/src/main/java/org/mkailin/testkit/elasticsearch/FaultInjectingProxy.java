package org.mkailin.testkit.elasticsearch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Stands between a client and a server, passes everything on, and misbehaves where a test says so.
 *
 * <pre>{@code
 * try (FaultInjectingProxy proxy = FaultInjectingProxy.before(server.url())) {
 *   List<ProxiedRequest> bulks = proxy.record(request -> request.path().contains("_bulk"));
 *   proxy.next(2, request -> request.path().contains("_bulk")).answer(429, "too many requests");
 *   // ... let the client index through proxy.url() ...
 *   assertThat(bulks).hasSize(3);
 * }
 * }</pre>
 *
 * <p>Bodies are passed on byte for byte, as are headers, but for those about the connection. It is
 * an HTTP proxy, too: a request with an absolute http:// URI goes where that says. It speaks no
 * HTTPS.
 *
 * <p>Faults are taken in the order in which they were given; each request meets one at most. All is
 * safe for use by several threads. At most {@value #THREADS} requests are under way; more wait.
 */
public final class FaultInjectingProxy implements AutoCloseable {
  private static final int THREADS = 16;

  static {
    // The JDK's server sends head and body of an answer apart; else the body waits 40 ms for an
    // acknowledgement of the head.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  /** Headers about the connection to the proxy; Java's client sets those to the server itself. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "date",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-connection",
          "te",
          "transfer-encoding",
          "upgrade");

  /** What happens to a request. */
  private interface Course {
    void run(HttpExchange exchange, ProxiedRequest request)
        throws IOException, InterruptedException;
  }

  private record Fault(Predicate<ProxiedRequest> meets, AtomicInteger left, Course course) {}

  private record Recording(Predicate<ProxiedRequest> takes, List<ProxiedRequest> requests) {}

  private final URI target;
  private final HttpServer server;
  private final ExecutorService threads;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final List<Recording> recordings = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private FaultInjectingProxy(URI target) throws IOException {
    this.target = target;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "faulty-proxy");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Opens a proxy before a server, such as http://127.0.0.1:20000. */
  public static FaultInjectingProxy before(String url) throws IOException {
    return new FaultInjectingProxy(URI.create(url));
  }

  /** Where clients come in: http:// and the loopback address. */
  public String url() {
    return "http://" + host() + ":" + port();
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Keeps the requests that match, from now on; the list grows as they come. */
  public List<ProxiedRequest> record(Predicate<ProxiedRequest> takes) {
    List<ProxiedRequest> requests = new CopyOnWriteArrayList<>();
    recordings.add(new Recording(takes, requests));
    return requests;
  }

  /** The next requests that match, so many; say next what happens to them. */
  public Next next(int count, Predicate<ProxiedRequest> meets) {
    return new Next(count, meets);
  }

  /** All requests that match, until {@link #heal}; say next what happens to them. */
  public Next every(Predicate<ProxiedRequest> meets) {
    return new Next(Integer.MAX_VALUE, meets);
  }

  /** From now on, everything is passed on; what waits by {@link Next#delay} goes on waiting. */
  public void heal() {
    faults.clear();
  }

  /** Requests to come, of which a test says what happens to them. */
  public final class Next {
    private final int count;
    private final Predicate<ProxiedRequest> meets;

    private Next(int count, Predicate<ProxiedRequest> meets) {
      this.count = count;
      this.meets = meets;
    }

    /** They are answered so, as by Elasticsearch, which never sees them. */
    public void answer(int status, String json) {
      answer(
          status,
          Map.of("Content-Type", "application/json", "X-Elastic-Product", "Elasticsearch"),
          json);
    }

    /** They are answered so, as by a proxy's page, and the server never sees them. */
    public void answer(int status, String contentType, String body) {
      answer(status, Map.of("Content-Type", contentType), body);
    }

    private void answer(int status, Map<String, String> headers, String body) {
      add(
          (exchange, request) -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            respond(exchange, status, body.getBytes(StandardCharsets.UTF_8));
          });
    }

    /** They are passed on after this time. */
    public void delay(Duration time) {
      add(
          (exchange, request) -> {
            if (!closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
              passOn(exchange, request);
            }
          });
    }

    /** The server does what they ask, but its answer is lost: the connection is closed. */
    public void loseAnswer() {
      add((exchange, request) -> send(request));
    }

    private void add(Course course) {
      faults.add(new Fault(meets, new AtomicInteger(count), course));
    }
  }

  private void handle(HttpExchange exchange) {
    // Closed without an answer, the exchange ends its connection.
    try (exchange) {
      ProxiedRequest request = new ProxiedRequest(exchange);
      recordings.stream()
          .filter(recording -> recording.takes().test(request))
          .forEach(recording -> recording.requests().add(request));
      courseOf(request).run(exchange, request);
    } catch (IOException serverOrClientGone) {
      // The other side sees the same: a connection that ends.
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private Course courseOf(ProxiedRequest request) {
    return faults.stream()
        .filter(fault -> fault.meets().test(request))
        .filter(fault -> fault.left().getAndUpdate(left -> Math.max(0, left - 1)) > 0)
        .map(Fault::course)
        .findFirst()
        .orElse(this::passOn);
  }

  private void passOn(HttpExchange exchange, ProxiedRequest request)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send(request);
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    respond(exchange, answer.statusCode(), answer.body());
  }

  private HttpResponse<byte[]> send(ProxiedRequest request)
      throws IOException, InterruptedException {
    URI to = request.uri().isAbsolute() ? request.uri() : URI.create(target + request.path());
    byte[] body = request.body();
    HttpRequest.Builder copy =
        HttpRequest.newBuilder(to)
            .method(
                request.method(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> copy.header(name, value));
              }
            });
    return client.send(copy.build(), BodyHandlers.ofByteArray());
  }

  private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  /** Ends all connections, and what is under way. */
  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
