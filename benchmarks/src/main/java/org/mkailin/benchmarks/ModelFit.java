package org.mkailin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mkailin.plugins.tensorflow.folder.DecoderConfig;
import org.mkailin.plugins.tensorflow.runtime.Gpu;
import org.mkailin.plugins.tensorflow.runtime.Precision;

/** Which synthetic model fits a GPU and a disk. */
final class ModelFit {
  /** What weights may take; the rest is for keys, values and states. */
  private static final double SHARE = 0.7;

  private static final long ROOM_ON_DISK = 1L << 30;
  private static final double GIBIBYTE = 1L << 30;

  private ModelFit() {}

  /** The largest model that a GPU holds in bfloat16, and the disk too; on a CPU, 125m. */
  static Models.Size largest(Optional<Gpu> gpu, Path folder) throws IOException {
    if (gpu.isEmpty()) {
      return Models.Size.M125;
    }
    Path existing = Files.createDirectories(folder);
    long free = Files.getFileStore(existing).getUsableSpace() - ROOM_ON_DISK;
    for (Models.Size size : List.of(Models.Size.B8, Models.Size.B1)) {
      if (fits(size, Precision.BFLOAT16, gpu) && bytes(size, Precision.BFLOAT16) < free) {
        return size;
      }
    }
    return Models.Size.M125;
  }

  /** Whether a decoder's weights leave room on a GPU; a CPU is not asked. */
  static boolean fits(Models.Size size, Precision precision, Optional<Gpu> gpu) {
    return gpu.isEmpty() || bytes(size, precision) < SHARE * gpu.get().memoryBytes();
  }

  /** Bytes of a decoder's weights, but for its norms, which are few. */
  static long bytes(Models.Size size, Precision precision) {
    DecoderConfig config = size.decoder();
    long hidden = config.hiddenSize();
    long keys = (long) config.keyValueHeads() * config.headSize();
    long layer = 2 * hidden * hidden + 2 * hidden * keys + 3 * hidden * config.intermediateSize();
    long weights = 2 * hidden * config.vocabularySize() + config.layers() * layer;
    return weights * precision.bytes();
  }

  static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
  }
}
