package org.mkailin.plugins.tensorflow.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How JavaCPP, which loads TensorFlow's native library, is to do it; the user's own properties win.
 *
 * <ul>
 *   <li>It unpacks the library (400 MB), once for each version, under the user's home. Where there
 *       is no home to write to, as in many containers, a temporary folder serves.
 *   <li>It limits a process to four times the Java heap, and fails beyond. Weights are no part of
 *       the heap and many times larger, so there is no limit here.
 * </ul>
 */
final class NativeLibraries {
  private static final String CACHE = "org.bytedeco.javacpp.cachedir";
  private static final String UNLIMITED = "0";

  private static boolean prepared;

  private NativeLibraries() {}

  /** Call it before anything of TensorFlow; cheap after the first time. */
  static synchronized void prepare() {
    if (prepared) {
      return;
    }
    setUnlessGiven("org.bytedeco.javacpp.maxBytes", UNLIMITED);
    setUnlessGiven("org.bytedeco.javacpp.maxPhysicalBytes", UNLIMITED);
    if (System.getProperty(CACHE) == null
        && !canWrite(Path.of(System.getProperty("user.home", ""), ".javacpp"))) {
      System.setProperty(CACHE, temporary().toString());
    }
    CudaLibraries.openJar();
    prepared = true;
  }

  private static void setUnlessGiven(String property, String value) {
    System.setProperty(property, System.getProperty(property, value));
  }

  private static boolean canWrite(Path folder) {
    try {
      Files.createDirectories(folder);
      return Files.isWritable(folder);
    } catch (IOException e) {
      return false;
    }
  }

  private static Path temporary() {
    Path folder =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "mkailin-natives-" + System.getProperty("user.name"));
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "nowhere to unpack TensorFlow to: neither %s nor the user's home can be written to; set -D%s=FOLDER",
              folder,
              CACHE),
          e);
    }
  }
}
