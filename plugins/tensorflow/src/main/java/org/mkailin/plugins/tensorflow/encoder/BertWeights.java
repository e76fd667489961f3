package org.mkailin.plugins.tensorflow.encoder;

import org.mkailin.plugins.tensorflow.runtime.GraphWeights;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * BERT's weights under the names that today's transformers gives them, whatever a checkpoint calls
 * them.
 *
 * <p>A model that was saved with a head on it has {@code bert.} before each name. Checkpoints that
 * were converted from TensorFlow, such as the first BioBERT and PubMedBERT, call a layer norm's
 * weight and bias γ and β. What is not asked for (pooler, heads, {@code position_ids}) is not read.
 *
 * @param <T> the number format that the network computes in
 */
final class BertWeights<T extends TNumber> {
  private static final String PREFIX = "bert.";

  private final GraphWeights<T> weights;

  BertWeights(GraphWeights<T> weights) {
    this.weights = weights;
  }

  /** A weight of the shape that the configuration makes it, by its name without {@code bert.}. */
  Operand<T> get(String name, long... shape) {
    String old =
        name.replace("LayerNorm.weight", "LayerNorm.gamma")
            .replace("LayerNorm.bias", "LayerNorm.beta");
    for (String candidate : new String[] {PREFIX + name, old, PREFIX + old}) {
      if (!weights.has(name) && weights.has(candidate)) {
        return weights.get(candidate, shape);
      }
    }
    // Where there is none at all, the error names what is nearest.
    return weights.get(name, shape);
  }
}
