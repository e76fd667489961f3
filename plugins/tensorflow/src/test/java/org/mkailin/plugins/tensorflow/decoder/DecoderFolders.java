package org.mkailin.plugins.tensorflow.decoder;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Precision;

/** The small decoders in the test resources; see make_decoders.py. */
public final class DecoderFolders {
  private DecoderFolders() {}

  /** The folder of a small decoder, such as «llama» or «chat». */
  public static Path folder(String name) {
    try {
      return Path.of(DecoderFolders.class.getResource(name + "/expected.safetensors").toURI())
          .getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens a folder in float32 on the CPU; the caller closes it. */
  static Decoder open(Path folder) throws IOException {
    return Decoder.open(
        ModelFolder.open(folder.toString()), Device.CPU, Precision.FLOAT32, OptionalInt.empty());
  }
}
