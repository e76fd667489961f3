package org.mkailin.plugins.tensorflow.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.folder.Realignment;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.DeviceFullException;
import org.mkailin.plugins.tensorflow.runtime.Precision;

class DecoderTest {
  private static final int ROWS = 4;
  private static final int VOCABULARY = 64;
  private static Decoder decoder;

  @BeforeAll
  static void open() throws IOException {
    decoder = DecoderFolders.open(DecoderFolders.folder("mistral"));
  }

  @AfterAll
  static void close() throws IOException {
    decoder.close();
  }

  @Test
  void aSequenceIsTheSameInEveryPlaceAndCompany() {
    for (int length : new int[] {1, 7, 30}) {
      int[] prompt = prompt(length, 1);
      Sequence alone = sampled(prompt);
      decoder.generate(List.of(alone), ROWS);
      for (int place = 0; place < ROWS; place++) {
        List<Sequence> batch = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
          batch.add(greedy(prompt(length, 10 * place + row), 20));
        }
        Sequence same = sampled(prompt);
        batch.set(place, same);
        decoder.generate(batch, ROWS);
        assertThat(same.tokens()).as("in row %d", place).isEqualTo(alone.tokens());
      }
    }
  }

  @Test
  void eightThreadsGetTheSameTokensAndScores() throws Exception {
    int[] prompt = prompt(12, 3);
    Sequence expected = sampled(prompt);
    decoder.generate(List.of(expected), ROWS);
    float[] scores = decoder.scores(prompt, new int[] {5, 6, 7});
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<int[]>> tokens = new ArrayList<>();
      List<Future<float[]>> others = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        tokens.add(
            threads.submit(
                () -> {
                  Sequence sequence = sampled(prompt);
                  decoder.generate(List.of(sequence), ROWS);
                  return sequence.tokens();
                }));
        others.add(threads.submit(() -> decoder.scores(prompt, new int[] {5, 6, 7})));
      }
      for (int i = 0; i < tokens.size(); i++) {
        assertThat(tokens.get(i).get()).isEqualTo(expected.tokens());
        assertThat(others.get(i).get()).isEqualTo(scores);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anEndTokenEndsASequenceAndIsNotPartOfIt() {
    int[] prompt = prompt(9, 4);
    Sequence whole = greedy(prompt, 12);
    decoder.generate(List.of(whole), ROWS);
    int end = whole.tokens()[5];
    Sequence ended = new Sequence(prompt, 12, Set.of(end), s -> false, null);
    Sequence other = greedy(prompt(9, 5), 12);
    decoder.generate(List.of(ended, other), ROWS);
    int first = indexOf(whole.tokens(), end);
    assertThat(ended.tokens()).isEqualTo(java.util.Arrays.copyOf(whole.tokens(), first));
    assertThat(other.tokens()).as("its neighbour goes on").hasSize(12);
  }

  @Test
  void aContinuationsScoresAreThoseOfTheLogitsBeforeEachToken() {
    int[] prompt = prompt(10, 6);
    int[] continuation = {20, 21, 22};
    float[] scores = decoder.scores(prompt, continuation);
    int[] read = prompt;
    for (int i = 0; i < continuation.length; i++) {
      float[] logits = decoder.nextTokenLogits(read);
      assertThat((double) scores[i])
          .isCloseTo(logProbability(logits, continuation[i]), within(1e-4));
      read = java.util.Arrays.copyOf(read, read.length + 1);
      read[read.length - 1] = continuation[i];
    }
  }

  @Test
  void bfloat16StaysNearFloat32() throws IOException {
    int[] prompt = prompt(25, 7);
    float[] exact = decoder.nextTokenLogits(prompt);
    try (Decoder half =
        Decoder.open(
            ModelFolder.open(DecoderFolders.folder("mistral").toString()),
            Device.CPU,
            Precision.BFLOAT16,
            OptionalInt.empty())) {
      float[] near = half.nextTokenLogits(prompt);
      // bfloat16 has 8 significant bits, so about 0.4% of logits that reach ±20 here.
      for (int i = 0; i < VOCABULARY; i++) {
        assertThat(near[i]).isCloseTo(exact[i], within(0.6f));
      }
      assertThat(half.weightBytes()).isEqualTo(decoder.weightBytes() / 2);
    }
  }

  @Test
  void alignedWeightsAreMappedAndOthersAreNot(@TempDir Path temporary) throws IOException {
    Path aligned = temporary.resolve("aligned");
    Realignment.realign(DecoderFolders.folder("mistral"), aligned);
    try (Decoder mapped = DecoderFolders.open(aligned)) {
      assertThat(mapped.mappedBytes()).isEqualTo(mapped.weightBytes());
      assertThat(mapped.nextTokenLogits(prompt(20, 9)))
          .isEqualTo(decoder.nextTokenLogits(prompt(20, 9)));
    }
    assertThat(decoder.mappedBytes()).isLessThan(decoder.weightBytes());
  }

  @Test
  void aModelThatComputesNanIsRefusedByName(@TempDir Path temporary) throws IOException {
    Path folder = temporary.resolve("broken");
    Files.createDirectory(folder);
    Path source = DecoderFolders.folder("llama");
    Files.copy(source.resolve("config.json"), folder.resolve("config.json"));
    byte[] weights = Files.readAllBytes(source.resolve("model.safetensors"));
    // The last number of the file becomes NaN.
    ByteBuffer.wrap(weights)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(weights.length - Float.BYTES, Float.NaN);
    Files.write(folder.resolve("model.safetensors"), weights);
    try (Decoder broken = DecoderFolders.open(folder)) {
      Sequence sequence = greedy(prompt(5, 10), 3);
      assertThatThrownBy(() -> broken.generate(List.of(sequence), ROWS))
          .hasMessageStartingWith("broken-")
          .hasMessageContaining("computes NaN on cpu");
      assertThatThrownBy(() -> broken.nextTokenLogits(prompt(5, 10)))
          .hasMessageContaining("computes NaN on cpu");
    }
  }

  @Test
  void aFullMemoryIsToldWithWhatWasAskedOfIt() {
    // 2^30 rows of 2^20 tokens: more than any machine has.
    Sequence endless = new Sequence(prompt(5, 8), 1 << 20, Set.of(), s -> true, null);
    assertThatThrownBy(() -> decoder.generate(List.of(endless), 1 << 30))
        .isInstanceOf(DeviceFullException.class)
        .hasMessageStartingWith("mistral-")
        .hasMessageContaining("with 1073741824 rows of 2097152 tokens needs")
        .hasMessageContaining("GiB, but cpu has")
        .hasMessageContaining("choose fewer rows");
    Sequence next = greedy(prompt(5, 8), 3);
    decoder.generate(List.of(next), ROWS);
    assertThat(next.tokens()).as("it works on").hasSize(3);
  }

  private static Sequence greedy(int[] prompt, int tokens) {
    return new Sequence(prompt, tokens, Set.of(), s -> false, null);
  }

  private static Sequence sampled(int[] prompt) {
    return new Sequence(prompt, 20, Set.of(), s -> false, new TokenSampler(1.0, Sampling.FULL, 42));
  }

  private static int[] prompt(int length, long seed) {
    return new Random(seed).ints(length, 3, VOCABULARY).toArray();
  }

  private static int indexOf(int[] tokens, int token) {
    int at = 0;
    while (tokens[at] != token) {
      at++;
    }
    return at;
  }

  private static double logProbability(float[] logits, int token) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    return logits[token] - Math.log(sum);
  }
}
