package org.mkailin.plugins.tensorflow.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.RawTensor;
import org.tensorflow.Tensor;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.family.TType;

/**
 * The memory behind a tensor, which TensorFlow Java keeps to its own package.
 *
 * <p>A class of ours in that package would do on one class path only: on a Flink cluster TensorFlow
 * and our plugins have class loaders of their own, and a package ends with its loader.
 */
final class TensorMemory {
  private static final MethodHandle FROM_HANDLE; // (TF_Tensor) → TType
  private static final MethodHandle TO_HANDLE; // (RawTensor) → TF_Tensor

  static {
    try {
      MethodHandles.Lookup inside =
          MethodHandles.privateLookupIn(RawTensor.class, MethodHandles.lookup());
      FROM_HANDLE =
          MethodHandles.filterReturnValue(
              inside.findStatic(
                  RawTensor.class,
                  "fromHandle",
                  MethodType.methodType(RawTensor.class, TF_Tensor.class)),
              inside.findVirtual(
                  RawTensor.class, "asTypedTensor", MethodType.methodType(TType.class)));
      TO_HANDLE =
          inside.findVirtual(
              RawTensor.class, "nativeHandle", MethodType.methodType(TF_Tensor.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private TensorMemory() {}

  /**
   * A tensor over memory that somebody else owns, and keeps for longer than any use of it.
   *
   * <p>TensorFlow uses the memory itself where it is aligned to 64 bytes, else a copy.
   */
  static TType wrap(DataType type, long[] shape, Pointer memory) {
    return (TType) call(FROM_HANDLE, TF_Tensor.newTensor(type.getNumber(), shape, memory));
  }

  /** The bytes {@code from} to {@code from + length} of a tensor's memory, to read and write. */
  static ByteBuffer bytes(Tensor tensor, long from, int length) {
    TF_Tensor handle = (TF_Tensor) call(TO_HANDLE, tensor.asRawTensor());
    BytePointer memory = new BytePointer(tensorflow.TF_TensorData(handle));
    return memory.position(from).limit(from + length).asByteBuffer();
  }

  private static Object call(MethodHandle method, Object argument) {
    try {
      return method.invoke(argument);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(method + " declares no checked exception", e);
    }
  }
}
