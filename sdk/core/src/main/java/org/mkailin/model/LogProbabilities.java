package org.mkailin.model;

import java.io.Serializable;
import java.util.List;

/**
 * How probable a model finds each continuation of a {@link ScoringRequest}.
 *
 * @param values ln p(continuation | conversation) in nats, the sum over the continuation's tokens;
 *     in the request's order, each ≤ 0
 */
public record LogProbabilities(List<Double> values) implements Serializable {
  public LogProbabilities {
    values = List.copyOf(values);
    for (double value : values) {
      if (!(value <= 0)) {
        throw new IllegalArgumentException("a log-probability is at most 0, but one is " + value);
      }
    }
  }
}
