package org.mkailin.plugins.tensorflow.runtime;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.TensorFlow;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.KernelList;

/**
 * Which build of TensorFlow is loaded.
 *
 * @param version such as 2.18.0
 * @param forGpus whether it has kernels for NVIDIA GPUs
 * @param unpackedTo the folder that its libraries were unpacked to
 */
public record NativeBuild(String version, boolean forGpus, Path unpackedTo) {

  /**
   * The build of this process, which is loaded if it is not yet.
   *
   * @throws LinkageError if there is none for this machine
   */
  public static NativeBuild loaded() {
    NativeLibraries.prepare();
    try {
      return new NativeBuild(
          TensorFlow.version(), hasGpuKernels(), Loader.getCacheDir().toPath().toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException("the folder for native libraries can't be used", e);
    }
  }

  // The registry knows what was linked in, whether a GPU can be used or not.
  private static boolean hasGpuKernels() {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_Buffer found = tensorflow.TF_GetRegisteredKernelsForOp("MatMul", status);
      status.throwExceptionIfNotOK();
      byte[] bytes = new byte[Math.toIntExact(found.length())];
      new BytePointer(found.data()).capacity(found.length()).get(bytes);
      tensorflow.TF_DeleteBuffer(found);
      return KernelList.parseFrom(bytes).getKernelList().stream()
          .anyMatch(kernel -> kernel.getDeviceType().equals("GPU"));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("TensorFlow's list of kernels can't be read", e);
    }
  }
}
