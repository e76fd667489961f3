package org.mkailin.plugins.tensorflow.decoder;

import java.util.Arrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TInt32;

/**
 * A prompt padded on the left, as a graph is fed with it.
 *
 * @param ids {@code [1, length]}, 0 for padding
 * @param present {@code [1, length]}, 1 for a token and 0 for padding
 */
record PaddedPrompt(TInt32 ids, TInt32 present) implements AutoCloseable {
  /** Pads to {@link Decoder#paddedLength}; the caller closes it. */
  static PaddedPrompt of(int[] tokens) {
    int length = Decoder.paddedLength(tokens);
    int[] ids = new int[length];
    int[] present = new int[length];
    System.arraycopy(tokens, 0, ids, length - tokens.length, tokens.length);
    Arrays.fill(present, length - tokens.length, length, 1);
    Shape shape = Shape.of(1, length);
    return new PaddedPrompt(
        TInt32.tensorOf(shape, DataBuffers.of(ids)),
        TInt32.tensorOf(shape, DataBuffers.of(present)));
  }

  @Override
  public void close() {
    ids.close();
    present.close();
  }
}
