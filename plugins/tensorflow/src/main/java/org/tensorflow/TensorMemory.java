package org.tensorflow;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.family.TType;

/**
 * What TensorFlow Java keeps to its own package: the memory behind a tensor. It stands in that
 * package for this reason alone.
 */
public final class TensorMemory {
  private TensorMemory() {}

  /**
   * A tensor over memory that somebody else owns, and keeps for longer than any use of it.
   *
   * <p>TensorFlow uses the memory itself where it is aligned to 64 bytes, else a copy.
   */
  public static TType wrap(DataType type, long[] shape, Pointer memory) {
    return RawTensor.fromHandle(TF_Tensor.newTensor(type.getNumber(), shape, memory))
        .asTypedTensor();
  }

  /** The bytes {@code from} to {@code from + length} of a tensor's memory, to read and write. */
  public static ByteBuffer bytes(Tensor tensor, long from, int length) {
    BytePointer memory =
        new BytePointer(tensorflow.TF_TensorData(tensor.asRawTensor().nativeHandle()));
    return memory.position(from).limit(from + length).asByteBuffer();
  }
}
