package org.mkailin.plugins.tensorflow.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.folder.ModelFolderException;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Precision;

class BertTest {
  private static Bert bert;

  @TempDir Path temporary;

  @BeforeAll
  static void open() throws IOException {
    bert = BertFolders.open(BertFolders.small());
  }

  @AfterAll
  static void close() throws IOException {
    bert.close();
  }

  /** Lengths around each change of the padded length, alone and in runs of many sizes. */
  @ParameterizedTest
  @ValueSource(ints = {3, 8, 9, 15, 16, 17, 24, 25, 63, 64})
  void theRunDoesNotChangeABit(int tokens) {
    List<int[]> texts = texts(32, tokens);
    List<float[]> alone = new ArrayList<>();
    texts.forEach(text -> alone.add(bert.hidden(List.of(text))[0]));
    for (int rows : new int[] {1, 2, 3, 7, 8, 15, 16}) {
      for (int from = 0; from + rows <= texts.size(); from += rows) {
        float[][] together = bert.hidden(texts.subList(from, from + rows));
        for (int row = 0; row < rows; row++) {
          assertThat(together[row])
              .as("%d rows, row %d", rows, row)
              .isEqualTo(alone.get(from + row));
        }
      }
    }
  }

  /** Padded to 64 tokens beside a longer text, which only a run that mixes lengths does. */
  @Test
  void paddingDoesNotShow() {
    int[] text = texts(1, 16).get(0);
    float[] exact = bert.hidden(List.of(text))[0];
    float[] padded = bert.hidden(List.of(texts(1, 64).get(0), text))[1];
    assertThat(padded).containsExactly(exact, within(1e-5f));
  }

  @Test
  void textsArePaddedToAtLeastSixteenTokensAndNeverBeyondTheModel() {
    assertThat(bert.paddedLength(new int[3])).isEqualTo(16);
    assertThat(bert.paddedLength(new int[17])).isEqualTo(24);
    assertThat(bert.paddedLength(new int[64])).isEqualTo(64);
  }

  @Test
  void aRunHoldsAThousandTokens() {
    assertThat(bert.rowsPerRun(16)).isEqualTo(64);
    assertThat(bert.rowsPerRun(384)).isEqualTo(2);
    assertThat(bert.rowsPerRun(4096)).isEqualTo(1);
  }

  @Test
  void aRunIsFilledWithItsFirstText() {
    int[] one = {1};
    int[] two = {2};
    assertThat(Bert.filled(List.of(one, two), 4)).containsExactly(one, two, one, one);
  }

  @Test
  void aDecoderIsRefusedByName() throws IOException {
    Path folder = BertFolders.copyTo(temporary.resolve("llama"));
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "llama", "vocab_size": 117, "hidden_size": 24, "num_hidden_layers": 2,
         "num_attention_heads": 3, "intermediate_size": 48, "max_position_embeddings": 64, "rms_norm_eps": 1e-5}
        """);
    ModelFolder decoder = ModelFolder.open(folder.toString());
    assertThatThrownBy(() -> Bert.open(decoder, Device.CPU, Precision.FLOAT32, OptionalInt.empty()))
        .isInstanceOf(ModelFolderException.class)
        .hasMessage(
            folder
                + ": 'llama' is a decoder, but a text encoder is needed; use the plugin"
                + " 'tensorflow' for it");
  }

  @Test
  void aTensorThatIsMissingIsNamed() throws IOException {
    Path folder =
        BertFolders.copyWithNames(
            temporary.resolve("missing"),
            header -> header.replace("encoder.layer.1.output.dense.bias", "elsewhere"));
    assertThatThrownBy(() -> BertFolders.open(folder).close())
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining("has no tensor 'encoder.layer.1.output.dense.bias'");
  }

  private static List<int[]> texts(int count, int tokens) {
    Random random = new Random(tokens);
    List<int[]> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(random.ints(tokens, 5, 117).toArray());
    }
    return texts;
  }
}
