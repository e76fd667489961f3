package org.mkailin.plugins.tensorflow.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir Path folder;

  @Test
  void saysWhereTheBytesOfATensorLie() throws IOException {
    new TinyWeights().with("a", 1, 2, 3).with("b", 7, 1).write(single());
    Checkpoint checkpoint = Checkpoint.open(folder);

    assertThat(checkpoint.names()).containsExactly("a", "b");
    assertThat(checkpoint.bytes()).isEqualTo(4 * (6 + 1));
    StoredTensor a = checkpoint.get("a");
    assertThat(a.type()).isEqualTo(ElementType.F32);
    assertThat(a.shape()).containsExactly(2L, 3L);
    assertThat(a.elements()).isEqualTo(6);
    assertThat(TinyWeights.floats(a)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(TinyWeights.floats(checkpoint.get("b"))).containsExactly(7);
  }

  @Test
  void shardsAreOneCheckpoint() throws IOException {
    new TinyWeights().with("a", 1, 2).write(folder.resolve("model-1.safetensors"));
    new TinyWeights().with("b", 3, 2).write(folder.resolve("model-2.safetensors"));
    index(Map.of("a", "model-1.safetensors", "b", "model-2.safetensors"));
    assertThat(TinyWeights.floats(Checkpoint.open(folder).get("b"))).containsExactly(3, 4);
  }

  @Test
  void safetensorsArePreferredToTorch() throws IOException {
    new TinyWeights().with("a", 1, 2).write(single());
    Files.writeString(folder.resolve("pytorch_model.bin"), "never read");
    assertThat(Checkpoint.open(folder).names()).containsExactly("a");
  }

  @Test
  void anAbsentTensorIsNamedWithThoseThatEndAlike() throws IOException {
    new TinyWeights()
        .with("bert.encoder.layer.0.output.dense.weight", 1, 2)
        .with("bert.pooler.dense.weight", 1, 2)
        .with("bert.embeddings.LayerNorm.bias", 1, 2)
        .with("cls.predictions.bias", 1, 2)
        .write(single());
    assertThatThrownBy(() -> Checkpoint.open(folder).get("encoder.layer.0.output.dense.weight"))
        .isInstanceOf(ModelFolderException.class)
        .hasMessageStartingWith(folder + " has no tensor 'encoder.layer.0.output.dense.weight'")
        .hasMessageContaining("nearest: 'bert.encoder.layer.0.output.dense.weight'");
  }

  @Test
  void aFolderWithoutWeightsSaysWhichItNeeds() {
    assertRefused()
        .hasMessage(
            folder
                + " holds no weights; it needs model.safetensors or model.safetensors.index.json"
                + " or pytorch_model.bin or pytorch_model.bin.index.json");
  }

  @Test
  void aTruncatedFileNamesTheTensorAndItsBytes() throws IOException {
    Path file = new TinyWeights().with("whole", 1, 2).with("cut", 1, 10).write(single());
    long size = Files.size(file);
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.truncate(size - 12);
    }
    // 10 elements of 4 bytes, of which 12 bytes were cut off
    assertRefused()
        .hasMessageStartingWith(file + " is truncated: tensor 'cut' needs 40 bytes from byte")
        .hasMessageContaining("but only 28 are there; fetch the file again");
  }

  @Test
  void aHeaderLongerThanItsFileIsRefused() throws IOException {
    Files.write(single(), new byte[] {100, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
    assertRefused()
        .hasMessageContaining("model.safetensors says that its header has 100 bytes")
        .hasMessageContaining("the file has 10");
  }

  @Test
  void aNegativeHeaderLengthIsRefused() throws IOException {
    Files.write(single(), new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'});
    assertRefused().hasMessageContaining("says that its header has -1 bytes");
  }

  @Test
  void aFileOfAFewBytesIsRefused() throws IOException {
    Files.write(single(), new byte[3]);
    assertRefused().hasMessageContaining("model.safetensors has 3 bytes, too few");
  }

  @Test
  void aPointerOfGitLfsIsRefusedAsSuch() throws IOException {
    Files.writeString(single(), "version https://git-lfs.github.com/spec/v1\noid sha256:00\n");
    assertRefused().hasMessageContaining("is a Git LFS pointer").hasMessageContaining("lfs pull");
  }

  @Test
  void overlappingTensorsAreRefusedByName() throws IOException {
    TinyWeights.write(single(), "{" + tensor("a", 0, 8) + "," + tensor("b", 4, 12) + "}", 12);
    assertRefused().hasMessageContaining("tensors 'a' and 'b' in " + single() + " overlap at");
  }

  @Test
  void offsetsThatRunBackwardsAreRefused() throws IOException {
    TinyWeights.write(single(), "{" + tensor("a", 8, 0) + "}", 8);
    assertRefused().hasMessageContaining("tensor 'a' in " + single() + " has data_offsets [8,0]");
  }

  @Test
  void negativeOffsetsAreRefused() throws IOException {
    TinyWeights.write(single(), "{" + tensor("a", -8, 0) + "}", 8);
    assertRefused().hasMessageContaining("has data_offsets [-8,0]");
  }

  @Test
  void aShapeThatDoesNotFitTheLengthIsRefused() throws IOException {
    TinyWeights.write(single(), "{" + tensor("a", 0, 12) + "}", 12);
    assertRefused()
        .hasMessageContaining("tensor 'a'")
        .hasMessageContaining("has shape [2] of F32, which is 8 bytes, but 12 are stored");
  }

  @Test
  void aShapeBeyondAnyFileIsRefused() throws IOException {
    String shape = "[4611686018427387904,4]";
    TinyWeights.write(single(), "{" + tensor("a", 0, 8).replace("[2]", shape) + "}", 8);
    assertRefused().hasMessageContaining("tensor 'a'").hasMessageContaining("more than any file");
  }

  @Test
  void anUnknownTypeIsRefusedByName() throws IOException {
    TinyWeights.write(single(), "{" + tensor("a", 0, 2).replace("F32", "F8_E4M3") + "}", 2);
    assertRefused()
        .hasMessageContaining("tensor 'a' in " + single() + " has dtype 'F8_E4M3'")
        .hasMessageContaining("supported: F32, F16, BF16, F64, I64, I32, I16, I8, U8, BOOL");
  }

  @Test
  void aNameThatStandsTwiceInAHeaderIsRefused() throws IOException {
    TinyWeights.write(single(), "{" + tensor("a", 0, 8) + "," + tensor("a", 8, 16) + "}", 16);
    assertRefused().hasMessageContaining("header of " + single()).hasMessageContaining("'a'");
  }

  @Test
  void aHeaderThatIsNoJsonIsRefused() throws IOException {
    TinyWeights.write(single(), "{broken", 0);
    assertRefused().hasMessageContaining("the header of " + single() + " is not readable as JSON");
  }

  @Test
  void aMissingShardIsNamedWithItsTensors() throws IOException {
    new TinyWeights().with("a", 1, 2).write(folder.resolve("model-1.safetensors"));
    index(Map.of("a", "model-1.safetensors", "b", "model-2.safetensors"));
    assertRefused()
        .hasMessageContaining("shard model-2.safetensors is missing")
        .hasMessageContaining("model.safetensors.index.json lists for tensor 'b'; fetch it");
  }

  @Test
  void aTensorThatItsShardLacksIsNamed() throws IOException {
    new TinyWeights().with("a", 1, 2).write(folder.resolve("model-1.safetensors"));
    new TinyWeights().with("c", 1, 2).write(folder.resolve("model-2.safetensors"));
    index(
        Map.of("a", "model-1.safetensors", "b", "model-2.safetensors", "c", "model-2.safetensors"));
    assertRefused().hasMessageStartingWith("shard model-2.safetensors lacks tensor 'b', which");
  }

  @Test
  void aTensorInTwoShardsIsNamedWithBoth() throws IOException {
    new TinyWeights().with("a", 1, 2).write(folder.resolve("model-1.safetensors"));
    new TinyWeights().with("a", 1, 2).with("b", 3, 1).write(folder.resolve("model-2.safetensors"));
    index(Map.of("a", "model-1.safetensors", "b", "model-2.safetensors"));
    assertRefused()
        .hasMessageContaining("tensor 'a' is both in")
        .hasMessageContaining("model-1.safetensors and in")
        .hasMessageContaining("model-2.safetensors");
  }

  @Test
  void aShardOutsideTheFolderIsRefused() throws IOException {
    index(Map.of("a", "../other/model.safetensors"));
    assertRefused().hasMessageContaining("'../other/model.safetensors', but a shard must be");
  }

  @Test
  void anIndexOfNothingIsRefused() throws IOException {
    index(Map.of());
    assertRefused().hasMessageContaining("model.safetensors.index.json has no weight_map");
  }

  private Path single() {
    return folder.resolve("model.safetensors");
  }

  private void index(Map<String, String> shardOf) throws IOException {
    TinyWeights.writeIndex(folder.resolve("model.safetensors.index.json"), shardOf);
  }

  /** Of shape [2] and type F32, so of 8 bytes. */
  private static String tensor(String name, long begin, long end) {
    return String.format(
        Locale.ROOT,
        "\"%s\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[%d,%d]}",
        name,
        begin,
        end);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
    return assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(ModelFolderException.class);
  }
}
