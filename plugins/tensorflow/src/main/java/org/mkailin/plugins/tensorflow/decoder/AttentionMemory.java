package org.mkailin.plugins.tensorflow.decoder;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * What a layer attends to: given the keys and values of the new tokens, all that there are to see.
 *
 * @param <T> the number format of the network
 */
interface AttentionMemory<T extends TNumber> {
  /** Keys and values, each {@code [batch, keyValueHeads, keys, headSize]}. */
  record KeysAndValues<T extends TNumber>(Operand<T> keys, Operand<T> values) {}

  /**
   * Called once for each layer, from the first to the last.
   *
   * @param fresh those of the tokens that are read now
   */
  KeysAndValues<T> extend(int layer, KeysAndValues<T> fresh);
}
