package org.mkailin.plugins.tensorflow.runtime;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.tensorflow.TensorFlow;

/**
 * NVIDIA's libraries, which TensorFlow's GPU build opens by name once it has found a driver.
 *
 * <p>They are not part of TensorFlow. The system's loader finds them on LD_LIBRARY_PATH or in its
 * own folders; or they come as a jar on the class path (org.bytedeco:cuda, classifier
 * linux-x86_64-redist), are unpacked beside TensorFlow, and opened before it looks for them.
 */
public final class CudaLibraries {
  /** How to get them, for who lacks them. */
  public static final String NEXT_STEP =
      "put CUDA 12 and cuDNN 9 on LD_LIBRARY_PATH, or the jar org.bytedeco:cuda:12.6-9.5-1.5.11:linux-x86_64-redist into MKAILIN_PLUGINS";

  /** What TensorFlow 2.18 opens, in this order; where one is missing, it uses no GPU at all. */
  private static final List<String> NEEDED =
      List.of(
          "libcudart.so.12",
          "libcublas.so.12",
          "libcublasLt.so.12",
          "libcufft.so.11",
          "libcusolver.so.11",
          "libcusparse.so.12",
          "libcudnn.so.9");

  /** What those open, or are linked with, in the same folder. */
  private static final List<String> THEIR_OWN =
      List.of(
          "libnvJitLink.so.12",
          "libnvrtc.so.12",
          "libnvrtc-builtins.so.12.6",
          "libcudnn_graph.so.9",
          "libcudnn_ops.so.9",
          "libcudnn_cnn.so.9",
          "libcudnn_adv.so.9",
          "libcudnn_heuristic.so.9",
          "libcudnn_engines_precompiled.so.9",
          "libcudnn_engines_runtime_compiled.so.9");

  private static final String DRIVER = "libcuda.so.1";
  private static final Path DRIVER_VERSION = Path.of("/proc/driver/nvidia/version");
  private static final String JAR = "org/bytedeco/cuda/linux-x86_64/";
  private static final String GPU_BUILD =
      "org/tensorflow/internal/c_api/linux-x86_64-gpu/libtensorflow_cc.so.2";

  /**
   * A library that was looked for.
   *
   * @param missing why it can't be opened, in the words of the system's loader; empty if it can
   */
  public record Library(String name, Optional<String> missing) {}

  private CudaLibraries() {}

  /** Looks for each library that TensorFlow needs, the way TensorFlow does; opened ones stay so. */
  public static List<Library> look() {
    NativeLibraries.prepare();
    return NEEDED.stream().map(CudaLibraries::look).toList();
  }

  /** Looks for the library of NVIDIA's driver, which comes with the driver alone. */
  public static Library lookForDriver() {
    NativeLibraries.prepare();
    return look(DRIVER);
  }

  /** What the driver in the kernel calls itself; empty where there is none, or it is hidden. */
  public static Optional<String> driverVersion() {
    try {
      return Files.readAllLines(DRIVER_VERSION).stream()
          .filter(line -> line.startsWith("NVRM version:"))
          .map(line -> line.substring("NVRM version:".length()).strip().replaceAll("\\s+", " "))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Library look(String name) {
    try {
      loadTensorFlow();
      // A bare name: dlopen searches as it does for TensorFlow.
      Loader.loadGlobal(name);
      return new Library(name, Optional.empty());
    } catch (UnsatisfiedLinkError e) {
      return new Library(name, Optional.of(String.valueOf(e.getMessage())));
    }
  }

  // It brings the native method that opens libraries.
  private static void loadTensorFlow() {
    TensorFlow.version();
  }

  /**
   * Unpacks (2 GB, once) and opens the libraries of the jar, where it and the GPU build are on the
   * class path; does nothing elsewhere.
   *
   * <p>Call it before TensorFlow's own library is loaded, which looks for libcudart at once. Who
   * opens a library by its name later gets the one that is open.
   */
  static void openJar() {
    if (resource(JAR + NEEDED.get(0)) == null || resource(GPU_BUILD) == null) {
      return;
    }
    // All are unpacked first: they find each other in their own folder.
    THEIR_OWN.forEach(CudaLibraries::unpack);
    List<Optional<File>> unpacked = NEEDED.stream().map(CudaLibraries::unpack).toList();
    unpacked.forEach(file -> file.ifPresent(CudaLibraries::open));
  }

  /** On behalf of JavaCPP: a library belongs to one class loader, and its loader outlives ours. */
  private static void open(File library) {
    try {
      URL[] place = {library.toURI().toURL()};
      Loader.loadLibrary(Loader.class, place, library.getName());
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<File> unpack(String name) {
    URL resource = resource(JAR + name);
    if (resource == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Loader.cacheResource(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(Locale.ROOT, "%s can't be unpacked from %s", name, resource), e);
    }
  }

  private static @Nullable URL resource(String path) {
    return CudaLibraries.class.getClassLoader().getResource(path);
  }
}
