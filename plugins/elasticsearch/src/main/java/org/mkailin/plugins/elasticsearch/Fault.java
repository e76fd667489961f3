package org.mkailin.plugins.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.transport.TransportException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.http.ContentTooLongException;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;

/**
 * Why a request, or one item of it, failed.
 *
 * @param status HTTP status; 0 where no answer came
 * @param type Elasticsearch's name of the error, or the exception's
 * @param said what Elasticsearch, or the connection, said
 * @param passes whether it may work later
 */
record Fault(int status, String type, String said, boolean passes) {
  /** No fault. */
  static final Fault NONE = new Fault(0, "none", "nothing", true);

  // A time-out, too many requests, and what nodes and proxies say while a node is away.
  private static final Set<Integer> PASSING = Set.of(408, 429, 502, 503, 504);
  private static final int MISSING = 404;
  private static final int UNAVAILABLE = 503;
  private static final Set<String> UNCONNECTED =
      Set.of(
          "ConnectException",
          "ConnectTimeoutException",
          "NoRouteToHostException",
          "UnknownHostException");
  private static final int TOO_LARGE = 413;
  // The client keeps answers of up to 100 MB.
  private static final String ANSWER_TOO_LARGE = ContentTooLongException.class.getSimpleName();
  private static final int TOO_MANY = 429;

  /** A request's fault. */
  static Fault of(Exception e) {
    if (e instanceof ElasticsearchException answer) {
      return of(answer.status(), answer.error());
    }
    if (e instanceof IncompleteAnswer answer) {
      return answer.fault();
    }
    if (e instanceof ResponseException answer) {
      return ofUnread(answer.getResponse());
    }
    if (e instanceof TransportException answer && answer.response() != null) {
      return ofProxy(answer.statusCode());
    }
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof SSLException)) {
      cause = cause.getCause();
    }
    String said = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    boolean passes =
        e instanceof IOException
            && !(cause instanceof SSLException || cause instanceof ContentTooLongException);
    return new Fault(0, cause.getClass().getSimpleName(), said, passes);
  }

  /** An answer that the client has not understood, or given up on before. */
  private static Fault ofUnread(Response response) {
    int status = response.getStatusLine().getStatusCode();
    try {
      JsonNode error =
          PassageDocument.JSON.readTree(EntityUtils.toString(response.getEntity())).path("error");
      if (error.has("type")) {
        return new Fault(
            status,
            error.path("type").asText(),
            error.path("reason").asText(),
            PASSING.contains(status));
      }
    } catch (IOException | RuntimeException notJson) {
      // Not Elasticsearch's own, such as a proxy's page.
    }
    return ofProxy(status);
  }

  private static Fault ofProxy(int status) {
    return new Fault(
        status,
        "http_" + status,
        "an answer that is not Elasticsearch's",
        PASSING.contains(status));
  }

  /** The fault of a document that could not be looked up, which has no status of its own. */
  static Fault ofLookUp(ErrorCause error) {
    Fault fault = of(UNAVAILABLE, error);
    return "index_not_found_exception".equals(fault.type())
        ? new Fault(MISSING, fault.type(), fault.said(), false)
        : fault;
  }

  /** The fault of one item of a request. */
  static Fault of(int status, ErrorCause error) {
    StringBuilder said = new StringBuilder(String.valueOf(error.reason()));
    for (ErrorCause cause = error.causedBy(); cause != null; cause = cause.causedBy()) {
      if (cause.reason() != null && said.indexOf(cause.reason()) < 0) {
        said.append(": ").append(cause.reason());
      }
    }
    String type = error.type() == null ? "error" : error.type();
    return new Fault(status, type, said.toString(), PASSING.contains(status));
  }

  /** An answer that is not whole. */
  static Fault partial(String said) {
    return new Fault(UNAVAILABLE, "partial_answer", said, true);
  }

  /** Whether there was no answer at all. */
  boolean isSilence() {
    return status == 0;
  }

  boolean tooLarge() {
    return status == TOO_LARGE || type.equals(ANSWER_TOO_LARGE);
  }

  /**
   * Whether a smaller request may fare better: the server has too much in flight, or the connection
   * broke or timed out on the way. A server that turns a large request away in the middle closes
   * the connection, and its 429 is never read.
   */
  boolean mayBeForItsSize() {
    return status == TOO_MANY || (status == 0 && !UNCONNECTED.contains(type));
  }

  /** In one line, with the next step where there is one. */
  String explained() {
    return switch (status) {
      case 0 -> explainedWithoutAnswer();
      case 401 ->
          String.format(
              Locale.ROOT,
              "the credentials are refused (401, %s); check api-key, or username and password",
              said);
      case 403 ->
          String.format(
              Locale.ROOT,
              "it is forbidden (403, %s): %s; give the credentials that privilege, or lift the block",
              type,
              said);
      default -> String.format(Locale.ROOT, "%d, %s: %s", status, type, said);
    };
  }

  private String explainedWithoutAnswer() {
    if (type.startsWith("SSL") && said.contains("plaintext connection")) {
      return String.format(
          Locale.ROOT,
          "there is no TLS (%s); give hosts, or proxy, with http:// instead of https://",
          said);
    }
    if (type.startsWith("SSL")) {
      return String.format(
          Locale.ROOT,
          "TLS fails: %s; set ca-certificate or ca-fingerprint to the authority that the cluster's certificates are signed by",
          said);
    }
    if (tooLarge()) {
      return String.format(
          Locale.ROOT, "the answer is too large (%s); ask for fewer contexts", said);
    }
    return passes
        ? String.format(
            Locale.ROOT,
            "no answer (%s: %s); check hosts (http or https) and proxy, and whether it runs",
            type,
            said)
        : type + ": " + said;
  }
}
