package org.mkailin.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.mkailin.plugins.tensorflow.encoder.Bert;
import org.mkailin.plugins.tensorflow.encoder.Pooling;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Precision;
import org.mkailin.plugins.tensorflow.runtime.doctor.DecoderProbe;

/** What models say on a device, against what they say in float32 on the CPU. */
final class Parity {
  private static final int SENTENCES = 4;
  private static final int SENTENCE_TOKENS = 64;

  // TF32 keeps 11 bits of 24, and logits are about 10.
  private static final double TOLERANCE_FLOAT32 = 0.1;
  private static final double TOLERANCE_BFLOAT16 = 1;

  private final ModelFolder encoder;
  private final ModelFolder decoder;
  private final Device device;
  private final float[][] vectors;
  private final DecoderProbe probe;
  private final MarkdownTable table =
      new MarkdownTable(
          "numbers", "vectors max Δ", "logits max Δ", "same likeliest", "same tokens", "cache");
  private boolean holds = true;

  /** Asks the CPU first. */
  Parity(ModelFolder encoder, ModelFolder decoder, Device device) throws IOException {
    this.encoder = encoder;
    this.decoder = decoder;
    this.device = device;
    this.vectors = vectors(Device.CPU, Precision.FLOAT32);
    this.probe = DecoderProbe.of(decoder, Device.CPU, Precision.FLOAT32, OptionalInt.empty());
  }

  void addFloat32(String remark) throws IOException {
    add(Precision.FLOAT32, remark.isEmpty() ? "float32" : "float32, " + remark);
  }

  void addBfloat16() throws IOException {
    add(Precision.BFLOAT16, "bfloat16");
  }

  private void add(Precision precision, String numbers) throws IOException {
    double apart = largest(vectors(device, precision));
    DecoderProbe other = DecoderProbe.of(decoder, device, precision, OptionalInt.empty());
    double logitsApart = other.maxDifference(probe);
    boolean sameTokens = other.tokens().equals(probe.tokens());
    boolean exact = precision == Precision.FLOAT32;
    double tolerance = exact ? TOLERANCE_FLOAT32 : TOLERANCE_BFLOAT16;
    // Written so that NaN does not hold. Rounded numbers may choose other tokens.
    holds &= apart <= tolerance && logitsApart <= tolerance;
    holds &= !exact || (sameTokens && other.cacheHolds());
    table.add(
        List.of(
            numbers,
            String.format(Locale.ROOT, "%.1e", apart),
            String.format(Locale.ROOT, "%.1e", logitsApart),
            String.format(
                Locale.ROOT, "%d of %d", other.sameLikeliest(probe), other.promptTokens()),
            sameTokens ? "yes" : "no",
            other.cacheHolds() ? "holds" : "differs"));
  }

  private float[][] vectors(Device on, Precision precision) throws IOException {
    try (Bert bert = Bert.open(encoder, on, precision, OptionalInt.empty())) {
      int vocabulary = encoder.config().vocabularySize();
      return bert.pooled(Tokens.rows(SENTENCES, SENTENCE_TOKENS, vocabulary), Pooling.MEAN);
    }
  }

  private double largest(float[][] other) {
    double largest = 0;
    for (int row = 0; row < vectors.length; row++) {
      for (int i = 0; i < vectors[row].length; i++) {
        // Math.max keeps a NaN.
        largest = Math.max(largest, Math.abs((double) vectors[row][i] - other[row][i]));
      }
    }
    return largest;
  }

  /** Whether all that was added is near enough. */
  boolean holds() {
    return holds;
  }

  MarkdownTable table() {
    return table;
  }
}
