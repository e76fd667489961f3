package org.mkailin.plugins.tensorflow.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.plugins.tensorflow.ReferenceValues;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Precision;

/** What transformers computed on torch with the same folders. */
class BertParityTest {
  private static final double FLOAT32_TOLERANCE = 1e-5;
  // Three decimal digits, through all layers.
  private static final double BFLOAT16_TOLERANCE = 0.07;

  @TempDir Path temporary;

  @Test
  void theSmallModelSaysWhatTransformersSays() throws IOException {
    compareSmall(BertFolders.small());
  }

  @Test
  void theReferenceModelSaysWhatTransformersSays() throws IOException {
    Path folder = ReferenceValues.dataFolder("reference").resolve("bert-tiny");
    try (Bert bert = BertFolders.open(folder)) {
      ReferenceValues expected = ReferenceValues.read(folder.resolve("ref.st"));
      assertThat(worst(hidden(bert, texts(expected)), expected))
          .isLessThanOrEqualTo(FLOAT32_TOLERANCE);
    }
  }

  @Test
  void aCheckpointThatWasSavedWithAHeadIsTheSameModel() throws IOException {
    compareSmall(
        BertFolders.copyWithNames(
            temporary.resolve("head"),
            header ->
                header
                    .replace("\"embeddings.", "\"bert.embeddings.")
                    .replace("\"encoder.", "\"bert.encoder.")));
  }

  @Test
  void aCheckpointThatCameFromTensorFlowIsTheSameModel() throws IOException {
    compareSmall(
        BertFolders.copyWithNames(
            temporary.resolve("old"),
            header ->
                header
                    .replace("\"embeddings.", "\"bert.embeddings.")
                    .replace("\"encoder.", "\"bert.encoder.")
                    .replace("LayerNorm.weight", "LayerNorm.gamma")
                    .replace("LayerNorm.bias", "LayerNorm.beta")));
  }

  @Test
  void mixedPrecisionOnTheProcessorStaysNearFloat32() throws IOException {
    Path folder = ReferenceValues.dataFolder("reference").resolve("bert-tiny");
    ReferenceValues expected = ReferenceValues.read(folder.resolve("ref.st"));
    try (Bert exact = BertFolders.open(folder);
        Bert mixed =
            Bert.open(
                ModelFolder.open(folder.toString()),
                Device.CPU,
                Precision.MIXED,
                OptionalInt.empty())) {
      List<int[]> texts = texts(expected);
      assumeFalse(
          Arrays.deepEquals(hidden(exact, texts), hidden(mixed, texts)),
          "skipped: this processor computes float32 where bfloat16 is asked for");
      assertNear(exact, mixed, expected);
    }
  }

  @Test
  void weightsInBfloat16StayNearFloat32() throws IOException {
    Path folder = ReferenceValues.dataFolder("reference").resolve("bert-tiny");
    try (Bert exact = BertFolders.open(folder);
        Bert rough =
            Bert.open(
                ModelFolder.open(folder.toString()),
                Device.CPU,
                Precision.BFLOAT16,
                OptionalInt.empty())) {
      assertNear(exact, rough, ReferenceValues.read(folder.resolve("ref.st")));
    }
  }

  private static void assertNear(Bert exact, Bert rough, ReferenceValues expected) {
    List<int[]> texts = texts(expected);
    double worst = worst(hidden(rough, texts), expected);
    System.out.printf(Locale.ROOT, "bfloat16: at most %.4f from float32%n", worst);
    assertThat(worst).isLessThanOrEqualTo(BFLOAT16_TOLERANCE);
    for (int[] text : texts) {
      for (Pooling pooling : Pooling.values()) {
        float[] one = exact.pooled(List.of(text), pooling)[0];
        float[] other = rough.pooled(List.of(text), pooling)[0];
        assertThat(cosine(one, other)).as("%s", pooling).isGreaterThanOrEqualTo(0.999);
      }
    }
  }

  private static void compareSmall(Path folder) throws IOException {
    ReferenceValues expected =
        ReferenceValues.read(BertFolders.small().resolve("expected.safetensors"));
    try (Bert bert = BertFolders.open(folder)) {
      assertThat(worst(hidden(bert, texts(expected)), expected))
          .isLessThanOrEqualTo(FLOAT32_TOLERANCE);
    }
  }

  private static float[][] hidden(Bert bert, List<int[]> texts) {
    return texts.stream().map(text -> bert.hidden(List.of(text))[0]).toArray(float[][]::new);
  }

  /** The rows without their padding on the right. */
  private static List<int[]> texts(ReferenceValues expected) {
    int[][] ids = expected.intRows("ids");
    int[][] mask = expected.intRows("mask");
    List<int[]> texts = new ArrayList<>();
    for (int row = 0; row < ids.length; row++) {
      texts.add(Arrays.copyOf(ids[row], Arrays.stream(mask[row]).sum()));
    }
    return texts;
  }

  /** The greatest difference over all tokens that are not padding. */
  private static double worst(float[][] hidden, ReferenceValues expected) {
    float[] last = expected.floats("last");
    int rowSize = last.length / hidden.length;
    double worst = 0;
    for (int row = 0; row < hidden.length; row++) {
      for (int i = 0; i < hidden[row].length; i++) {
        worst = Math.max(worst, Math.abs(hidden[row][i] - last[row * rowSize + i]));
      }
    }
    return worst;
  }

  private static double cosine(float[] one, float[] other) {
    double dot = 0;
    double squares = 0;
    double otherSquares = 0;
    for (int i = 0; i < one.length; i++) {
      dot += (double) one[i] * other[i];
      squares += (double) one[i] * one[i];
      otherSquares += (double) other[i] * other[i];
    }
    return dot / Math.sqrt(squares * otherSquares);
  }
}
