package org.mkailin.plugins.tensorflow.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.plugins.tensorflow.folder.BertConfig;
import org.mkailin.plugins.tensorflow.folder.DecoderConfig;
import org.mkailin.plugins.tensorflow.folder.ElementType;
import org.mkailin.plugins.tensorflow.folder.ModelConfig;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;

class SyntheticModelTest {
  private static final BertConfig BERT = SyntheticConfig.bert(100, 32, 2, 4, 64);

  @TempDir Path temp;

  @Test
  void aFolderIsReadAsTheConfigurationThatItWasMadeOf() throws IOException {
    for (ModelConfig config : new ModelConfig[] {BERT, Examination.decoder()}) {
      Path folder = temp.resolve(config.architecture());
      SyntheticModel.write(folder, config, ElementType.F32);

      assertThat(ModelFolder.open(folder.toString()).config()).isEqualTo(config);
    }
  }

  @Test
  void twoWritesGiveTheSameBytes() throws IOException {
    Path a = SyntheticModel.write(temp.resolve("a"), BERT, ElementType.BF16);
    Path b = SyntheticModel.write(temp.resolve("b"), BERT, ElementType.BF16);

    assertThat(Files.mismatch(a.resolve("model.safetensors"), b.resolve("model.safetensors")))
        .isEqualTo(-1);
  }

  @Test
  void aLlamaOf125MillionHas125MillionWeights() {
    DecoderConfig config = SyntheticConfig.llama125m();
    // Embeddings and output 2·32,000·768 = 49.2 M; a layer 2·768² + 2·768·256 + 3·768·2048 = 6.3 M.
    long weights = SyntheticTensor.of(config).stream().mapToLong(SyntheticTensor::elements).sum();

    assertThat(weights / 1e6).isCloseTo(124.7, within(0.1));
  }

  @Test
  void numbersHaveTheMeanAndDeviationAsked() {
    SyntheticTensor tensor = new SyntheticTensor("x", List.of(100_000L), 1, 0.5f);
    SplittableRandom random = new SplittableRandom(1);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < tensor.elements(); i++) {
      double value = tensor.next(random);
      sum += value;
      squares += (value - 1) * (value - 1);
    }

    assertThat(sum / tensor.elements()).isCloseTo(1, within(0.01));
    assertThat(Math.sqrt(squares / tensor.elements())).isCloseTo(0.5, within(0.01));
  }

  @Test
  void aFolderThatHoldsAModelIsNotWrittenOver() throws IOException {
    SyntheticModel.write(temp, BERT, ElementType.F32);

    assertThatThrownBy(() -> SyntheticModel.write(temp, BERT, ElementType.F32))
        .isInstanceOf(IOException.class);
  }

  @Test
  void deletingLeavesNothing() throws IOException {
    Path folder = SyntheticModel.write(temp.resolve("gone"), BERT, ElementType.F32);

    SyntheticModel.delete(folder);

    assertThat(folder).doesNotExist();
  }

  @Test
  void otherTypesThanTheTwoAreRefused() {
    assertThatThrownBy(() -> SyntheticModel.write(temp, BERT, ElementType.I8))
        .hasMessageContaining("F32 or BF16");
  }
}
