package org.mkailin.plugins.tensorflow.encoder;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** How the hidden states of a text's tokens become one vector. */
public enum Pooling {
  /** The state of the first token, [CLS]. */
  CLS {
    @Override
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> hidden, Operand<TFloat32> present) {
      return tf.stridedSlice(hidden, Indices.all(), Indices.at(0));
    }
  },

  /** The mean over all tokens, special ones too. */
  MEAN {
    @Override
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> hidden, Operand<TFloat32> present) {
      Operand<TInt32> tokens = tf.constant(1);
      Operand<TFloat32> kept = tf.math.mul(hidden, tf.expandDims(present, tf.constant(2)));
      return tf.math.div(tf.sum(kept, tokens), tf.sum(present, tokens, Sum.keepDims(true)));
    }
  },

  /** The greatest value of each dimension over all tokens, special ones too. */
  MAX {
    @Override
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> hidden, Operand<TFloat32> present) {
      Operand<TFloat32> absent =
          tf.math.mul(tf.math.sub(tf.constant(1f), present), tf.constant(BELOW_ANY_STATE));
      return tf.max(
          tf.math.add(hidden, tf.expandDims(absent, tf.constant(2))),
          tf.constant(1),
          new Max.Options[0]);
    }
  };

  private static final float BELOW_ANY_STATE = -1e30f;

  /**
   * Pools hidden states {@code [batch, sequence, hidden]}, present {@code [batch, sequence]} being
   * 1 for a token and 0 for padding → {@code [batch, hidden]}.
   */
  abstract Operand<TFloat32> of(Ops tf, Operand<TFloat32> hidden, Operand<TFloat32> present);
}
