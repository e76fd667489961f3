package org.mkailin.plugins.tensorflow;

import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Precision;

/** The setting «precision». */
enum PrecisionChoice {
  /** bfloat16 on a GPU, float32 on the CPU. */
  AUTO,
  FLOAT32,
  BFLOAT16;

  Precision on(Device device) {
    return switch (this) {
      case AUTO -> device.isGpu() ? Precision.BFLOAT16 : Precision.FLOAT32;
      case FLOAT32 -> Precision.FLOAT32;
      case BFLOAT16 -> Precision.BFLOAT16;
    };
  }
}
