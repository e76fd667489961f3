package org.mkailin.testkit.elasticsearch;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request, as it came to a {@link FaultInjectingProxy}. */
public final class ProxiedRequest {
  private final String method;
  private final URI uri;
  private final Headers headers;
  private final byte[] body;

  ProxiedRequest(HttpExchange exchange) throws IOException {
    method = exchange.getRequestMethod();
    uri = exchange.getRequestURI();
    headers = exchange.getRequestHeaders();
    body = exchange.getRequestBody().readAllBytes();
  }

  public String method() {
    return method;
  }

  /** As it stood in the request's first line: absolute if the proxy was asked as a proxy. */
  public URI uri() {
    return uri;
  }

  /** The path with its query, such as {@code /passages/_bulk?refresh=false}. */
  public String path() {
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  public Map<String, List<String>> headers() {
    return headers;
  }

  /** The first value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  /** The body's bytes; they may be compressed. */
  public byte[] body() {
    return body.clone();
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return method + " " + uri + " (" + body.length + " bytes)";
  }
}
