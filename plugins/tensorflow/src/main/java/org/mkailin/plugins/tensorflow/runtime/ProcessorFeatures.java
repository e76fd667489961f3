package org.mkailin.plugins.tensorflow.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Instructions of this processor that decide how fast TensorFlow (by oneDNN) computes on it. */
public final class ProcessorFeatures {
  private static final Path LINUX = Path.of("/proc/cpuinfo");

  /** As Linux calls them; the last two multiply bfloat16. */
  private static final List<String> THAT_MATTER =
      List.of("avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16");

  private ProcessorFeatures() {}

  /** Those that this processor has; none where the system does not tell. */
  public static List<String> found() {
    return Files.isReadable(LINUX) ? in(LINUX) : List.of();
  }

  static List<String> in(Path cpuinfo) {
    try {
      List<String> flags =
          Files.readAllLines(cpuinfo).stream()
              .filter(line -> line.startsWith("flags"))
              .findFirst()
              .map(line -> List.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+", -1)))
              .orElse(List.of());
      return THAT_MATTER.stream().filter(flags::contains).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Whether bfloat16 is multiplied by instructions of its own, and so faster than float32. */
  public static boolean multipliesBfloat16(List<String> features) {
    return features.contains("avx512_bf16") || features.contains("amx_bf16");
  }
}
