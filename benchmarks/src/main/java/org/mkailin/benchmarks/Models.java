package org.mkailin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.stream.Stream;
import org.mkailin.plugins.tensorflow.folder.BertConfig;
import org.mkailin.plugins.tensorflow.folder.DecoderConfig;
import org.mkailin.plugins.tensorflow.folder.ElementType;
import org.mkailin.plugins.tensorflow.folder.ModelConfig;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.runtime.doctor.SyntheticConfig;
import org.mkailin.plugins.tensorflow.runtime.doctor.SyntheticModel;

/** Models of random weights, written once into a folder and found there again. */
final class Models {
  /**
   * An encoder and a decoder.
   *
   * @param name as options call it: that of the decoder's size
   */
  record Size(String name, BertConfig encoder, DecoderConfig decoder) {
    /** For trials of the programs. */
    static final Size TINY =
        new Size(
            "tiny",
            SyntheticConfig.bert(500, 64, 2, 4, 128),
            SyntheticConfig.llama(500, 64, 2, 4, 2, 128));

    static final Size M125 =
        new Size("125m", SyntheticConfig.bertBase(), SyntheticConfig.llama125m());
    static final Size B1 = new Size("1b", SyntheticConfig.bertBase(), SyntheticConfig.llama1b());
    static final Size B8 = new Size("8b", SyntheticConfig.bertBase(), SyntheticConfig.llama8b());

    /** Reads tiny, 125m, 1b or 8b. */
    static Size of(String name) {
      return Stream.of(TINY, M125, B1, B8)
          .filter(size -> size.name().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "size is '" + name + "', but must be tiny, 125m, 1b or 8b"));
    }

    /** Whether the CPU of any machine can run it, in float32. */
    boolean isSmall() {
      return equals(TINY) || equals(M125);
    }

    /** The encoder's folder, in float32; written if it is not there yet. */
    ModelFolder encoderIn(Path folder) throws IOException {
      String file = equals(TINY) ? "bert-tiny" : "bert-base";
      return ModelFolder.open(Models.of(folder, file, encoder, ElementType.F32).toString());
    }

    /** The decoder's folder, a large one in bfloat16; written if it is not there yet. */
    ModelFolder decoderIn(Path folder) throws IOException {
      ElementType type = isSmall() ? ElementType.F32 : ElementType.BF16;
      return ModelFolder.open(Models.of(folder, "llama-" + name, decoder, type).toString());
    }
  }

  private Models() {}

  private static Path of(Path folder, String name, ModelConfig config, ElementType type)
      throws IOException {
    Path model = folder.resolve(String.format(Locale.ROOT, "%s-%s", name, type));
    if (!Files.isDirectory(model)) {
      Files.createDirectories(folder);
      // Under its name it is whole, or not there.
      Path unfinished = Files.createTempDirectory(folder, "unfinished-");
      SyntheticModel.write(unfinished, config, type);
      Files.move(unfinished, model, StandardCopyOption.ATOMIC_MOVE);
    }
    return model;
  }
}
