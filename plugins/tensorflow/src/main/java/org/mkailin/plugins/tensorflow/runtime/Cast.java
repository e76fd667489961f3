package org.mkailin.plugins.tensorflow.runtime;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** Numbers in another format. */
public final class Cast {
  private Cast() {}

  /** The value in the format asked for: itself, where it is in that format already. */
  @SuppressWarnings("unchecked")
  public static <T extends TNumber> Operand<T> to(
      Ops tf, Operand<? extends TNumber> value, Class<T> type) {
    return value.type() == type ? (Operand<T>) value : tf.dtypes.cast(value, type);
  }
}
