package org.mkailin.plugins.tensorflow;

import java.nio.file.Path;
import java.util.Optional;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Precision;

/**
 * What tells one set of weights in memory from another, however a configuration spells it.
 *
 * @param folder where they lie on disk, absolute
 * @param adapter what is merged into them
 */
record Weights(Path folder, Optional<Path> adapter, Device device, Precision precision) {
  static Weights of(ModelFolder folder, Device device, Precision precision) {
    return new Weights(
        absolute(folder.path()),
        folder.adapter().map(adapter -> absolute(adapter.folder())),
        device,
        precision);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
