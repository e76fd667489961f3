package org.mkailin.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.mkailin.plugins.tensorflow.decoder.Decoder;
import org.mkailin.plugins.tensorflow.encoder.Bert;
import org.mkailin.plugins.tensorflow.encoder.Pooling;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Precision;

/** How fast models are on one device, in this process. */
final class DeviceSpeed {
  private static final int SENTENCE_TOKENS = 128;
  private static final int PROMPT_TOKENS = 64;
  private static final int NEW_TOKENS = 48;

  private final Device device;
  private final List<Integer> batches;
  private final double seconds;
  private final MarkdownTable table =
      new MarkdownTable("model", "numbers", "tokens", "batch", "rate", "unit");

  /** Measures each for {@code seconds} at least. */
  DeviceSpeed(Device device, List<Integer> batches, double seconds) {
    this.device = device;
    this.batches = List.copyOf(batches);
    this.seconds = seconds;
  }

  void addEncoder(ModelFolder folder, Precision precision) throws IOException {
    int vocabulary = folder.config().vocabularySize();
    try (Bert bert = Bert.open(folder, device, precision, OptionalInt.empty())) {
      for (int batch : batches) {
        List<int[]> rows = Tokens.rows(batch, SENTENCE_TOKENS, vocabulary);
        Timed<float[][]> timed = warm(() -> bert.pooled(rows, Pooling.CLS));
        double rate = batch / Task.median(timed.seconds());
        add(Task.Kind.ENCODE, precision, SENTENCE_TOKENS, batch, rate);
      }
    }
  }

  void addDecoder(ModelFolder folder, Precision precision) throws IOException {
    int vocabulary = folder.config().vocabularySize();
    try (Decoder decoder = Decoder.open(folder, device, precision, OptionalInt.empty())) {
      for (int batch : batches) {
        List<int[]> rows = Tokens.rows(batch, PROMPT_TOKENS, vocabulary);
        Timed<Tokens.Continued> timed = warm(() -> Tokens.generate(decoder, rows, NEW_TOKENS));
        List<Double> firsts =
            timed.results().stream().map(Tokens.Continued::secondsToFirst).toList();
        double rate = Task.decodeRate(batch, NEW_TOKENS, timed.seconds(), firsts);
        add(Task.Kind.DECODE, precision, PROMPT_TOKENS, batch, rate);
        double whole = batch * NEW_TOKENS / Task.median(timed.seconds());
        add(Task.Kind.DECODE_WITH_PROMPT, precision, PROMPT_TOKENS, batch, whole);
      }
    }
  }

  private <T> Timed<T> warm(Supplier<T> computation) {
    Timed.repeat(computation, 0);
    return Timed.repeat(computation, seconds);
  }

  private void add(Task.Kind kind, Precision precision, int tokens, int batch, double rate) {
    table.add(
        List.of(
            kind.title(),
            precision.name().toLowerCase(Locale.ROOT),
            String.valueOf(tokens),
            String.valueOf(batch),
            String.format(Locale.ROOT, "%.1f", rate),
            kind.unit()));
  }

  MarkdownTable table() {
    return table;
  }
}
