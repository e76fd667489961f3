package org.mkailin.plugins.tensorflow.runtime;

import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * Builds a network as a graph.
 *
 * @param <N> where the network can be fed and fetched
 */
public interface NetworkBuilder<N> {
  /**
   * Builds it; it asks {@code weights} for all that it needs.
   *
   * @param type the number format that it computes in
   */
  <T extends TNumber> N build(Ops tf, GraphWeights<T> weights, Class<T> type);
}
