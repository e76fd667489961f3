package org.mkailin.plugins.tensorflow.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mkailin.plugins.tensorflow.ReferenceValues;

/** What transformers computed on torch with the same folders. */
class DecoderParityTest {
  private static final double LOGIT_TOLERANCE = 5e-5;

  @ParameterizedTest
  @ValueSource(strings = {"llama", "llama-3.1", "mistral", "qwen2", "llama-bf16-shards"})
  void smallModelsSayWhatTransformersSays(String name) throws IOException {
    Path folder = DecoderFolders.folder(name);
    compare(folder, ReferenceValues.read(folder.resolve("expected.safetensors")), "generated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama-tiny", "llama31-tiny", "mistral-tiny", "llama-tiny-bf16sh"})
  void referenceModelsSayWhatTransformersSays(String name) throws IOException {
    Path folder = ReferenceValues.dataFolder("reference").resolve(name);
    compare(folder, ReferenceValues.read(folder.resolve("ref.st")), "gen");
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama-3.1", "mistral"})
  void logitsAreThoseOfTransformersAfterThreeThousandTokens(String name) throws IOException {
    Path folder = DecoderFolders.folder(name);
    ReferenceValues expected = ReferenceValues.read(folder.resolve("far.safetensors"));
    try (Decoder decoder = DecoderFolders.open(folder)) {
      assertThat(
              maxDifference(
                  decoder.nextTokenLogits(expected.intRows("ids")[0]), expected.floats("logits")))
          .isLessThanOrEqualTo(LOGIT_TOLERANCE);
    }
  }

  @Test
  void anAdapterIsMergedAsPeftAppliesIt() throws IOException {
    Path folder = DecoderFolders.folder("lora");
    compare(folder, ReferenceValues.read(folder.resolve("expected.safetensors")), "generated");
  }

  private static void compare(Path folder, ReferenceValues expected, String generated)
      throws IOException {
    List<int[]> prompts = prompts(expected);
    float[] logits = expected.floats("logits");
    int vocabulary = expected.shape("logits")[2];
    int length = expected.shape("ids")[1];
    try (Decoder decoder = DecoderFolders.open(folder)) {
      for (int row = 0; row < prompts.size(); row++) {
        int size = prompts.get(row).length * vocabulary;
        float[] ours = decoder.logits(prompts.get(row));
        int end = (row + 1) * length * vocabulary;
        assertThat(
                maxDifference(
                    Arrays.copyOfRange(ours, ours.length - size, ours.length),
                    Arrays.copyOfRange(logits, end - size, end)))
            .as("logits of row %d", row)
            .isLessThanOrEqualTo(LOGIT_TOLERANCE);
      }
      int[][] rows = expected.intRows(generated);
      for (int row = 0; row < rows.length; row++) {
        int[] tokens = Arrays.copyOfRange(rows[row], length, rows[row].length);
        Sequence sequence =
            new Sequence(prompts.get(row), tokens.length, Set.of(), s -> false, null);
        decoder.generate(List.of(sequence), 4);
        assertThat(sequence.tokens()).as("greedy tokens of row %d", row).isEqualTo(tokens);
      }
    }
  }

  /** The rows without their padding on the left. */
  static List<int[]> prompts(ReferenceValues expected) {
    int[][] ids = expected.intRows("ids");
    int[][] mask = expected.intRows("mask");
    List<int[]> prompts = new ArrayList<>();
    for (int row = 0; row < ids.length; row++) {
      int tokens = Arrays.stream(mask[row]).sum();
      prompts.add(Arrays.copyOfRange(ids[row], ids[row].length - tokens, ids[row].length));
    }
    return prompts;
  }

  private static double maxDifference(float[] some, float[] others) {
    double most = 0;
    for (int i = 0; i < some.length; i++) {
      most = Math.max(most, Math.abs(some[i] - others[i]));
    }
    return most;
  }
}
