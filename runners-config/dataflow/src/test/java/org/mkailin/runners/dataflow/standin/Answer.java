package org.mkailin.runners.dataflow.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a server answers.
 *
 * @param status HTTP's
 * @param headers beside length and date
 * @param body may be empty
 */
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, Map<String, String> headers, byte[] body) {
  static final ObjectMapper JSON = new ObjectMapper();

  static Answer json(JsonNode body) {
    return new Answer(200, Map.of("Content-Type", "application/json"), bytes(body));
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  /** An error as Google's services tell it. */
  static Answer error(int status, String message) {
    var error = JSON.createObjectNode();
    error
        .putObject("error")
        .put("code", status)
        .put("message", message)
        .set(
            "errors",
            JSON.valueToTree(
                List.of(
                    Map.of(
                        "message",
                        message,
                        "domain",
                        "global",
                        "reason",
                        status == 404 ? "notFound" : "forbidden"))));
    return new Answer(status, Map.of("Content-Type", "application/json"), bytes(error));
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(JsonNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
