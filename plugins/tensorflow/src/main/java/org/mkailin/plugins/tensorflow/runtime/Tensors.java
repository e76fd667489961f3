package org.mkailin.plugins.tensorflow.runtime;

import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What is in a tensor, as an array, row by row. */
public final class Tensors {
  private Tensors() {}

  /** The numbers of a float32 tensor. */
  public static float[] floats(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    ((TFloat32) tensor).copyTo(DataBuffers.of(values, false, false));
    return values;
  }

  /** The numbers of an int32 tensor. */
  public static int[] ints(Tensor tensor) {
    int[] values = new int[Math.toIntExact(tensor.size())];
    ((TInt32) tensor).copyTo(DataBuffers.of(values, false, false));
    return values;
  }
}
