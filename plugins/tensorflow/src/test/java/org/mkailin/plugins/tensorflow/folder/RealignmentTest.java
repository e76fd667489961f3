package org.mkailin.plugins.tensorflow.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealignmentTest {
  @TempDir Path temporary;

  @Test
  void everyTensorStartsAtABoundaryAndThoseOfOddLengthComeLast() throws IOException {
    Path source = temporary.resolve("source");
    new TinyWeights()
        .with("odd", 5, 3) // 12 bytes: what follows it can't be aligned
        .with("a", 1, 4, 4) // 64 bytes
        .with("b", 9, 32) // 128 bytes
        .write(source.resolve("model.safetensors"));
    Files.writeString(source.resolve("config.json"), "{}");
    Files.writeString(source.resolve("model.onnx"), "not of this format");
    assertThat(Realignment.isAligned(Checkpoint.open(source))).isFalse();

    Path target = temporary.resolve("target");
    Realignment.realign(source, target);
    Checkpoint aligned = Checkpoint.open(target);
    assertThat(Realignment.isAligned(aligned)).isTrue();
    assertThat(aligned.names()).containsExactly("a", "b", "odd");
    assertThat(aligned.get("a").offset() % 64).isZero();
    assertThat(aligned.get("b").offset() % 64).isZero();
    assertSameBytes(Checkpoint.open(source), aligned);
    assertThat(names(target)).containsExactlyInAnyOrder("config.json", "model.safetensors");
    assertThat(
            SafetensorsFile.header(target.resolve("model.safetensors"))
                .at("/__metadata__/format")
                .asText())
        .isEqualTo("pt");
    // No gaps: the format's own library refuses them.
    StoredTensor last = aligned.get("odd");
    assertThat(last.offset()).isEqualTo(aligned.get("a").offset() + 64 + 128);
    assertThat(Files.size(last.file())).isEqualTo(last.offset() + 12);
  }

  @Test
  void shardsStayShards() throws IOException {
    Path source = temporary.resolve("source");
    new TinyWeights().with("a", 1, 16).write(source.resolve("model-1.safetensors"));
    new TinyWeights().with("b", 1, 16).write(source.resolve("model-2.safetensors"));
    TinyWeights.writeIndex(
        source.resolve("model.safetensors.index.json"),
        Map.of("a", "model-1.safetensors", "b", "model-2.safetensors"));
    Path target = temporary.resolve("target");
    Realignment.realign(source, target);
    assertThat(names(target))
        .containsExactlyInAnyOrder(
            "model-1.safetensors", "model-2.safetensors", "model.safetensors.index.json");
    assertSameBytes(Checkpoint.open(source), Checkpoint.open(target));
  }

  @Test
  void torchBecomesSafetensors() throws IOException {
    Path source = Files.createDirectories(temporary.resolve("source"));
    Files.write(source.resolve("pytorch_model.bin"), TorchFileTest.bytes("state-legacy.bin"));
    Path target = temporary.resolve("target");
    Realignment.realign(source, target);
    assertThat(names(target)).containsExactly("model.safetensors");
    Checkpoint aligned = Checkpoint.open(target);
    assertSameBytes(Checkpoint.open(source), aligned);
    // Wide elements first, so that each is aligned to its own size.
    assertThat(aligned.tensors()).allMatch(t -> t.offset() % t.type().bytes() == 0);
  }

  @Test
  void shardedTorchGetsAnIndexOfItsOwn() throws IOException {
    Path source = Files.createDirectories(temporary.resolve("source"));
    Files.write(source.resolve("pytorch_model-1.bin"), TorchFileTest.bytes("state-zip.bin"));
    TinyWeights.writeIndex(
        source.resolve("pytorch_model.bin.index.json"), Map.of("half", "pytorch_model-1.bin"));
    Path target = temporary.resolve("target");
    Realignment.realign(source, target);
    assertThat(names(target))
        .containsExactlyInAnyOrder("model-1.safetensors", "model.safetensors.index.json");
    assertSameBytes(Checkpoint.open(source), Checkpoint.open(target));
  }

  @Test
  void theAlignedCopyIsTheSameModel() throws IOException {
    ModelFolderTest.writeBase(temporary.resolve("source/base"), 1);
    Realignment.realign(temporary.resolve("source/base"), temporary.resolve("target/base"));
    assertThat(ModelFolder.open(temporary + "/target/base").identity())
        .isEqualTo(ModelFolder.open(temporary + "/source/base").identity());
  }

  @Test
  void aTargetThatExistsIsLeftAlone() throws IOException {
    ModelFolderTest.writeBase(temporary.resolve("base"), 1);
    assertThatThrownBy(() -> Realignment.realign(temporary.resolve("base"), temporary))
        .isInstanceOf(ModelFolderException.class)
        .hasMessage(temporary + " exists already; choose another target");
  }

  private static void assertSameBytes(Checkpoint expected, Checkpoint actual) throws IOException {
    assertThat(actual.names()).containsExactlyInAnyOrderElementsOf(expected.names());
    for (StoredTensor tensor : expected.tensors()) {
      StoredTensor other = actual.get(tensor.name());
      assertThat(other.type()).isEqualTo(tensor.type());
      assertThat(other.shape()).isEqualTo(tensor.shape());
      assertThat(TinyWeights.read(other)).isEqualTo(TinyWeights.read(tensor));
    }
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> path.getFileName().toString()).toList().stream();
    }
  }
}
