package org.mkailin.plugins.tensorflow.runtime;

import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** The number format that a model computes in. */
public enum Precision {
  /** 32 bits: what references are compared with. */
  FLOAT32(TFloat32.class, DataType.DT_FLOAT, 4),
  /** 16 bits with the exponent of 32: half the memory, about three decimal digits. */
  BFLOAT16(TBfloat16.class, DataType.DT_BFLOAT16, 2),
  /** Weights in 32 bits, products of matrices in bfloat16: by TensorFlow's grappler, on the CPU. */
  MIXED(TFloat32.class, DataType.DT_FLOAT, 4);

  private final Class<? extends TNumber> tensorType;
  private final DataType dataType;
  private final int bytes;

  Precision(Class<? extends TNumber> tensorType, DataType dataType, int bytes) {
    this.tensorType = tensorType;
    this.dataType = dataType;
    this.bytes = bytes;
  }

  /** TensorFlow Java's class of tensors in this format. */
  public Class<? extends TNumber> tensorType() {
    return tensorType;
  }

  DataType dataType() {
    return dataType;
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }
}
