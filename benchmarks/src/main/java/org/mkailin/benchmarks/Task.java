package org.mkailin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A thing to compute, for both sides alike.
 *
 * @param kind what to compute
 * @param tokens of each input
 * @param batch inputs at once
 */
record Task(Kind kind, int tokens, int batch) {
  /** Kinds of tasks. */
  enum Kind {
    /** Vectors of sentences; the rate is sentences a second. */
    ENCODE("encoder", "sentences/s"),
    /** New tokens, without the time for the prompt; the rate is tokens a second. */
    DECODE("decoder", "tokens/s"),
    /** New tokens, with the time for the prompt; the rate is tokens a second. */
    DECODE_WITH_PROMPT("decoder, prompt included", "tokens/s");

    private final String title;
    private final String unit;

    Kind(String title, String unit) {
      this.title = title;
      this.unit = unit;
    }

    String title() {
      return title;
    }

    String unit() {
      return unit;
    }
  }

  /**
   * What one side did in one round.
   *
   * @param rates for each kind that was measured
   * @param answer vectors or tokens
   */
  record Outcome(Map<Kind, Double> rates, List<List<Double>> answer) {}

  /** Lets a process compute for {@code seconds} at least. */
  Outcome run(Peer peer, int vocabulary, int newTokens, double seconds) {
    List<int[]> ids = Tokens.rows(batch, tokens, vocabulary);
    if (kind == Kind.ENCODE) {
      JsonNode answer = peer.ask(Map.of("do", "encode", "ids", ids, "seconds", seconds));
      return new Outcome(
          Map.of(kind, batch / median(numbers(answer.path("times")))),
          rows(answer.path("vectors")));
    }
    JsonNode answer =
        peer.ask(Map.of("do", "generate", "ids", ids, "new", newTokens, "seconds", seconds));
    List<Double> all = numbers(answer.path("times"));
    return new Outcome(
        Map.of(
            Kind.DECODE,
            decodeRate(batch, newTokens, all, numbers(answer.path("firsts"))),
            Kind.DECODE_WITH_PROMPT,
            batch * newTokens / median(all)),
        rows(answer.path("tokens")));
  }

  /**
   * Tokens a second once every row has its first one.
   *
   * @param all seconds of each repetition
   * @param firsts seconds of each repetition until every row had its first new token
   */
  static double decodeRate(int batch, int newTokens, List<Double> all, List<Double> firsts) {
    List<Double> rest = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      rest.add(all.get(i) - firsts.get(i));
    }
    return batch * (newTokens - 1) / median(rest);
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  private static List<List<Double>> rows(JsonNode rows) {
    List<List<Double>> read = new ArrayList<>();
    rows.forEach(row -> read.add(numbers(row)));
    return read;
  }

  /** The middle one, or the mean of the middle two. */
  static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
