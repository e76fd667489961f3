package org.mkailin.plugins.tensorflow.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.plugins.tensorflow.folder.ModelFolderException;

/** Folders whose weights are not what their configuration says. */
class DecoderFaultsTest {
  private static final String QUERY = "model.layers.1.self_attn.q_proj.weight";

  @TempDir Path folder;

  @Test
  void aTensorOfAnotherShapeIsNamedWithBothShapes() throws IOException {
    copyOfLlama();
    rewrite("config.json", "\"intermediate_size\": 40", "\"intermediate_size\": 48");
    assertThatThrownBy(() -> DecoderFolders.open(folder))
        .isInstanceOf(ModelFolderException.class)
        .hasMessage(
            "tensor 'model.layers.0.mlp.gate_proj.weight' in "
                + folder.resolve("model.safetensors")
                + " has shape [40, 32], but config.json makes it [48, 32];"
                + " do both come from the same model?");
  }

  @Test
  void aTensorOfAWrongTypeIsNamedWithItsFileAndType() throws IOException {
    copyOfLlama();
    rewrite(
        "model.safetensors",
        "\"" + QUERY + "\":{\"dtype\":\"F32\"",
        "\"" + QUERY + "\":{\"dtype\":\"I32\"");
    assertThatThrownBy(() -> DecoderFolders.open(folder))
        .isInstanceOf(ModelFolderException.class)
        .hasMessage(
            "tensor '%s' in %s holds I32, but weights must be F32, F16 or BF16",
            QUERY, folder.resolve("model.safetensors"));
  }

  @Test
  void aMissingTensorIsNamedWithTheFolder() throws IOException {
    copyOfLlama();
    rewrite("model.safetensors", QUERY, QUERY.replace("q_proj", "x_proj"));
    assertThatThrownBy(() -> DecoderFolders.open(folder))
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining(QUERY)
        .hasMessageContaining(folder.toString());
  }

  private void copyOfLlama() throws IOException {
    for (String file : new String[] {"config.json", "model.safetensors"}) {
      Files.copy(DecoderFolders.folder("llama").resolve(file), folder.resolve(file));
    }
  }

  /** Replaces text in a file by other text of the same length, so that a header stays as long. */
  private void rewrite(String file, String text, String other) throws IOException {
    String bytes = Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains(text);
    Files.writeString(
        folder.resolve(file), bytes.replace(text, other), StandardCharsets.ISO_8859_1);
  }
}
