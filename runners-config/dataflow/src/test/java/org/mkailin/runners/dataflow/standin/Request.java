package org.mkailin.runners.dataflow.standin;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * What a client asked.
 *
 * @param method HTTP's
 * @param path its parts between slashes, decoded
 * @param query decoded; the last value counts
 * @param headers by lower-case name
 * @param body unzipped
 */
@SuppressWarnings("ArrayRecordComponent")
record Request(
    String method,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {
  static Request of(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    byte[] body = exchange.getRequestBody().readAllBytes();
    if ("gzip".equals(headers.get("content-encoding"))) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    return of(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
  }

  static Request of(String method, URI uri, Map<String, String> headers, byte[] body) {
    List<String> path = new ArrayList<>();
    for (String part : uri.getRawPath().split("/", -1)) {
      if (!part.isEmpty()) {
        path.add(decoded(part));
      }
    }
    Map<String, String> query = new HashMap<>();
    for (String pair : Objects.requireNonNullElse(uri.getRawQuery(), "").split("&", -1)) {
      String[] nameAndValue = pair.split("=", 2);
      query.put(decoded(nameAndValue[0]), nameAndValue.length == 1 ? "" : decoded(nameAndValue[1]));
    }
    return new Request(method, path, query, headers, body);
  }

  /** Whether the path has these parts somewhere, side by side. */
  boolean isBelow(String... parts) {
    return java.util.Collections.indexOfSubList(path, Arrays.asList(parts)) >= 0;
  }

  /** The part of the path that comes after this one, or nothing. */
  String after(String part) {
    int at = path.indexOf(part);
    return at < 0 || at + 1 == path.size() ? "" : path.get(at + 1);
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  private static String decoded(String part) {
    // URLDecoder is made for forms, where a space is a plus.
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
