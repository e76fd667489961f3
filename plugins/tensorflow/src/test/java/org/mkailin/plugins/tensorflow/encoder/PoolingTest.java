package org.mkailin.plugins.tensorflow.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Precision;
import org.mkailin.plugins.tensorflow.runtime.TensorFlowRuntime;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class PoolingTest {
  // Two tokens and one of padding; then a text of one token.
  private static final float[][][] HIDDEN = {
    {{1, -2}, {3, -4}, {100, 100}}, {{5, 6}, {100, 100}, {100, 100}}
  };
  private static final float[][] PRESENT = {{1, 1, 0}, {1, 0, 0}};

  @Test
  void theFirstTokenIsTheVector() {
    assertThat(pool(Pooling.CLS)).containsExactly(1, -2, 5, 6);
  }

  @Test
  void theMeanLeavesOutThePadding() {
    // (1 + 3) / 2 = 2, (−2 − 4) / 2 = −3.
    assertThat(pool(Pooling.MEAN)).containsExactly(2, -3, 5, 6);
  }

  @Test
  void theMaximumLeavesOutThePadding() {
    assertThat(pool(Pooling.MAX)).containsExactly(3, -2, 5, 6);
  }

  private static float[] pool(Pooling pooling) {
    try (Graph graph = new Graph();
        Session session =
            TensorFlowRuntime.session(graph, Device.CPU, OptionalInt.empty(), Precision.FLOAT32)) {
      Ops tf = TensorFlowRuntime.ops(graph, Device.CPU);
      Operand<TFloat32> pooled = pooling.of(tf, tf.constant(HIDDEN), tf.constant(PRESENT));
      try (Result result = session.runner().fetch(pooled).run()) {
        float[] values = new float[4];
        ((TFloat32) result.get(0)).copyTo(DataBuffers.of(values, false, false));
        return values;
      }
    }
  }
}
