package org.mkailin.tokenizers;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads the native tokenizer library from its jar, and from nowhere else.
 *
 * <p>Left to itself, DJL would look for a CUDA build on the network, and would keep the library in
 * a folder under the user's home: that fails on a read-only home, and when a second class loader of
 * the same JVM (another job on a Flink session cluster) loads the same file. So each class loader
 * loads a copy of its own, which is deleted at once. DJL is told so by system properties, set for
 * as long as it reads them, unless the user has set them.
 */
final class TokenizerLibrary {
  private static final String CACHE = "ENGINE_CACHE_DIR";
  private static final Map<String, String> OFFLINE =
      Map.of("RUST_FLAVOR", "cpu", "ai.djl.offline", "true");

  private static boolean loaded;

  private TokenizerLibrary() {}

  /** What is done while the properties stand. */
  private interface Step {
    void run() throws IOException;
  }

  /** Loads the library, if this class loader has not yet. */
  static void load() throws IOException {
    // One lock for the whole JVM, as system properties are.
    synchronized (Runtime.getRuntime()) {
      if (!loaded) {
        with(OFFLINE, TokenizerLibrary::loadCopy);
        loaded = true;
      }
    }
  }

  private static void loadCopy() throws IOException {
    Path folder = Files.createTempDirectory("mkailin-tokenizers-");
    try {
      with(Map.of(CACHE, folder.toString()), LibUtils::checkStatus);
    } finally {
      delete(folder);
    }
  }

  private static void with(Map<String, String> properties, Step step) throws IOException {
    Map<String, @Nullable String> before = new HashMap<>();
    properties.forEach(
        (key, value) -> {
          before.put(key, System.getProperty(key));
          System.setProperty(key, System.getProperty(key, value));
        });
    try {
      step.run();
    } finally {
      before.forEach(
          (key, value) -> {
            if (value == null) {
              System.clearProperty(key);
            } else {
              System.setProperty(key, value);
            }
          });
    }
  }

  /** Deletes now what the system lets go of (Linux, macOS), and the rest at exit (Windows). */
  private static void delete(Path folder) {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Path file : files) {
      try {
        Files.delete(file);
      } catch (IOException stillInUse) {
        file.toFile().deleteOnExit();
      }
    }
  }
}
