package org.mkailin.plugins.tensorflow.runtime.doctor;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Precision;
import org.mkailin.plugins.tensorflow.runtime.TensorFlowRuntime;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * A matrix product on a device, against the same in plain Java.
 *
 * <p>The numbers are whole and small, so that every sum is exact in any order, also in the TF32 of
 * GPUs: the device is right, or it is not.
 */
final class MatrixProduct {
  /** Rows and columns. */
  static final int SIZE = 256;

  private static final int LARGEST = 8;

  private MatrixProduct() {}

  /** How many of the product's elements are wrong; 0 on a device that computes. */
  static long wrongElements(Device device) {
    SplittableRandom random = new SplittableRandom(1);
    float[] a = wholeNumbers(random);
    float[] b = wholeNumbers(random);
    float[] expected = inJava(a, b);
    float[] computed = onDevice(device, a, b);
    int wrong = 0;
    for (int i = 0; i < expected.length; i++) {
      wrong += computed[i] == expected[i] ? 0 : 1;
    }
    return wrong;
  }

  private static float[] wholeNumbers(SplittableRandom random) {
    float[] numbers = new float[SIZE * SIZE];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextInt(-LARGEST, LARGEST + 1);
    }
    return numbers;
  }

  static float[] inJava(float[] a, float[] b) {
    float[] product = new float[SIZE * SIZE];
    for (int row = 0; row < SIZE; row++) {
      for (int k = 0; k < SIZE; k++) {
        for (int column = 0; column < SIZE; column++) {
          product[row * SIZE + column] += a[row * SIZE + k] * b[k * SIZE + column];
        }
      }
    }
    return product;
  }

  private static float[] onDevice(Device device, float[] a, float[] b) {
    Shape shape = Shape.of(SIZE, SIZE);
    try (Graph graph = new Graph()) {
      Ops tf = TensorFlowRuntime.ops(graph, device);
      Placeholder<TFloat32> left = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      Placeholder<TFloat32> right = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      MatMul<TFloat32> product = tf.linalg.matMul(left, right, new MatMul.Options[0]);
      try (Session session =
              TensorFlowRuntime.session(graph, device, OptionalInt.empty(), Precision.FLOAT32);
          TFloat32 leftTensor = TFloat32.tensorOf(shape, DataBuffers.of(a));
          TFloat32 rightTensor = TFloat32.tensorOf(shape, DataBuffers.of(b));
          Result result =
              session
                  .runner()
                  .feed(left, leftTensor)
                  .feed(right, rightTensor)
                  .fetch(product)
                  .run()) {
        float[] values = new float[a.length];
        Arrays.fill(values, Float.NaN);
        ((TFloat32) result.get(0)).copyTo(DataBuffers.of(values, false, false));
        return values;
      }
    }
  }
}
