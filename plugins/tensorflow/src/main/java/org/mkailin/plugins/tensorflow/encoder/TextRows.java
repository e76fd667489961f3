package org.mkailin.plugins.tensorflow.encoder;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Texts side by side, padded on the right to one length: what the graph is fed.
 *
 * @param ids {@code [batch, length]}, 0 for padding
 * @param present {@code [batch, length]}, 1 for a token and 0 for padding
 */
record TextRows(TInt32 ids, TFloat32 present) implements AutoCloseable {
  /** Rows of at most {@code length} tokens; the caller closes them. */
  static TextRows of(List<int[]> rows, int length) {
    int[] ids = new int[rows.size() * length];
    float[] present = new float[ids.length];
    for (int row = 0; row < rows.size(); row++) {
      int[] tokens = rows.get(row);
      System.arraycopy(tokens, 0, ids, row * length, tokens.length);
      Arrays.fill(present, row * length, row * length + tokens.length, 1);
    }
    Shape shape = Shape.of(rows.size(), length);
    return new TextRows(
        TInt32.tensorOf(shape, DataBuffers.of(ids)),
        TFloat32.tensorOf(shape, DataBuffers.of(present)));
  }

  @Override
  public void close() {
    ids.close();
    present.close();
  }
}
