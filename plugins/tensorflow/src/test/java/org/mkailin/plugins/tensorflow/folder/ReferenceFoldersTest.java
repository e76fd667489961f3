package org.mkailin.plugins.tensorflow.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that transformers 5 and PEFT wrote; needs the data that mkailin.data names. */
class ReferenceFoldersTest {
  private static final Path DATA = Path.of(System.getProperty("mkailin.data", "absent"));

  @TempDir Path temporary;

  @BeforeAll
  static void needsTheData() {
    assumeTrue(
        Files.isDirectory(DATA.resolve("reference")),
        () -> "SKIPPED: no " + DATA.resolve("reference") + "; set -Dmkailin.data to have it read");
  }

  @Test
  void bert() throws IOException {
    ModelFolder model = open("reference/bert-tiny");
    assertThat(model.config())
        .isEqualTo(new BertConfig("bert", 1000, 128, 2, 2, 512, 512, 2, 1e-12));
    assertThat(model.checkpoint().get("embeddings.word_embeddings.weight").shape())
        .containsExactly(1000L, 128L);
    assertFillsItsFiles(model);
  }

  @Test
  void llama() throws IOException {
    ModelFolder model = open("reference/llama-tiny");
    assertThat(model.config()).isEqualTo(tiny("llama", 1e-5, 500_000, null, OptionalInt.empty()));
    assertThat(model.generationDefaults().endTokens()).containsExactly(2);
    assertFillsItsFiles(model);
  }

  @Test
  void llamaWithScaling() throws IOException {
    assertThat(open("reference/llama31-tiny").config())
        .isEqualTo(
            tiny("llama", 1e-5, 500_000, new Llama3Scaling(8, 1, 4, 64), OptionalInt.empty()));
  }

  @Test
  void mistralWithWindow() throws IOException {
    assertThat(open("reference/mistral-tiny").config())
        .isEqualTo(tiny("mistral", 1e-6, 10_000, null, OptionalInt.of(16)));
  }

  @Test
  void shardedBfloat() throws IOException {
    ModelFolder model = open("reference/llama-tiny-bf16sh");
    // The index says total_size 5485056 and total_parameters 2742528.
    assertThat(model.checkpoint().bytes()).isEqualTo(5_485_056);
    assertThat(model.checkpoint().tensors())
        .allMatch(tensor -> tensor.type() == ElementType.BF16)
        .extracting(StoredTensor::file)
        .contains(model.path().resolve("model-00003-of-00003.safetensors"));
    assertFillsItsFiles(model);
  }

  @Test
  void storiesInTheFormOfTransformers4() throws IOException {
    ModelFolder model = open("models/stories260K-hf");
    DecoderConfig config = (DecoderConfig) model.config();
    assertThat(config.tiedEmbeddings()).isTrue();
    assertThat(config.headSize()).isEqualTo(8);
    assertThat(config.keyValueHeads()).isEqualTo(4);
    assertThat(config.ropeTheta()).isEqualTo(10_000);
    assertThat(model.generationDefaults().endTokens()).containsExactly(2);
    assertFillsItsFiles(model);
  }

  @Test
  void loraFitsItsBase() throws IOException {
    ModelFolder model =
        open("reference/llama-tiny").withAdapter(DATA.resolve("reference/lora-init").toString());
    LoraAdapter adapter = model.adapter().orElseThrow();
    // lora_alpha 16 / r 8; 7 linear layers in each of 4 layers
    assertThat(adapter.scale()).isEqualTo(2);
    assertThat(adapter.weights()).hasSize(28).allMatch(adapter::adapts);
    assertThat(adapter.baseModel()).contains("models/llama-tiny");
    String key = "model.layers.3.self_attn.k_proj.weight";
    assertThat(adapter.down(key).shape()).containsExactly(8L, 256L);
    assertThat(adapter.up(key).shape()).containsExactly(64L, 8L);
  }

  @Test
  void realignmentKeepsTheModel() throws IOException {
    for (String name :
        List.of("reference/bert-tiny", "reference/llama-tiny-bf16sh", "models/stories260K-hf")) {
      ModelFolder model = open(name);
      Path target = temporary.resolve(name);
      Realignment.realign(model.path(), target);
      ModelFolder aligned = ModelFolder.open(target.toString());
      assertThat(Realignment.isAligned(aligned.checkpoint())).isTrue();
      assertThat(aligned.checkpoint().tensors())
          .allMatch(tensor -> tensor.offset() % Realignment.BOUNDARY == 0);
      assertThat(aligned.identity()).isEqualTo(model.identity());
    }
  }

  private static ModelFolder open(String name) {
    return ModelFolder.open(DATA.resolve(name).toString());
  }

  private static DecoderConfig tiny(
      String architecture,
      double epsilon,
      double theta,
      @Nullable Llama3Scaling scaling,
      OptionalInt window) {
    return new DecoderConfig(
        architecture,
        1000,
        256,
        4,
        8,
        2,
        32,
        512,
        2048,
        epsilon,
        theta,
        Optional.ofNullable(scaling),
        window,
        false,
        false);
  }

  /** The tensors of a safetensors file leave no gap, so their ends are those of the files. */
  private static void assertFillsItsFiles(ModelFolder model) throws IOException {
    for (StoredTensor tensor : model.checkpoint().tensors()) {
      long end =
          model.checkpoint().tensors().stream()
              .filter(other -> other.file().equals(tensor.file()))
              .mapToLong(other -> other.offset() + other.length())
              .max()
              .orElseThrow();
      assertThat(end).isEqualTo(Files.size(tensor.file()));
    }
  }
}
