package org.mkailin.plugins.minilm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mkailin.model.Embedding;
import org.mkailin.tokenizers.Tokens;

/** The transformer on ONNX Runtime, with mean pooling and L2 normalisation; thread-safe. */
final class SentenceModel implements AutoCloseable {
  static final int DIMENSIONS = 384;

  private final OrtSession session;

  private SentenceModel(OrtSession session) {
    this.session = session;
  }

  /** Opens the model; one run computes with {@code threads} threads. */
  static SentenceModel open(int threads) throws IOException, OrtException {
    Path weights = ModelFiles.extractWeights();
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // Idle threads sleep: a spinning one would take the core from the pipeline's threads.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return new SentenceModel(
          OrtEnvironment.getEnvironment().createSession(weights.toString(), options));
    } finally {
      // The session holds its own copy.
      Files.delete(weights);
    }
  }

  /**
   * Encodes a batch: ids {@code [batch, length]} int64 → hidden {@code [batch, length, 384]}
   * float32 → unit vectors {@code [batch, 384]}.
   *
   * @param length length that every text is padded to
   */
  List<Embedding> encode(List<Tokens> batch, int length) {
    LongBuffer ids = LongBuffer.allocate(batch.size() * length);
    LongBuffer mask = LongBuffer.allocate(batch.size() * length);
    for (int row = 0; row < batch.size(); row++) {
      int[] tokens = batch.get(row).ids();
      for (int column = 0; column < tokens.length; column++) {
        ids.put(row * length + column, tokens[column]);
        mask.put(row * length + column, 1);
      }
    }
    long[] shape = {batch.size(), length};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor inputIds = OnnxTensor.createTensor(environment, ids, shape);
        OnnxTensor attentionMask = OnnxTensor.createTensor(environment, mask, shape);
        // A single segment: type 0 everywhere, as a new buffer is.
        OnnxTensor typeIds =
            OnnxTensor.createTensor(
                environment, LongBuffer.allocate(batch.size() * length), shape);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids", inputIds,
                    "attention_mask", attentionMask,
                    "token_type_ids", typeIds))) {
      FloatBuffer hidden = ((OnnxTensor) result.get(0)).getFloatBuffer();
      List<Embedding> vectors = new ArrayList<>(batch.size());
      for (int row = 0; row < batch.size(); row++) {
        int tokens = batch.get(row).count();
        vectors.add(pool(hidden.slice(row * length * DIMENSIONS, tokens * DIMENSIONS), tokens));
      }
      return vectors;
    } catch (OrtException e) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "ONNX Runtime could not encode %d texts of %d tokens",
              batch.size(),
              length),
          e);
    }
  }

  /**
   * The mean over the real tokens, at unit length: {@code [tokens, 384] → [384]}.
   *
   * <p>Dividing by the number of tokens would not change the direction, so the sum is enough.
   */
  private static Embedding pool(FloatBuffer hidden, int tokens) {
    double[] sum = new double[DIMENSIONS];
    for (int token = 0; token < tokens; token++) {
      for (int i = 0; i < DIMENSIONS; i++) {
        sum[i] += hidden.get(token * DIMENSIONS + i);
      }
    }
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    double norm = Math.sqrt(squares);
    float[] unit = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      unit[i] = (float) (sum[i] / norm);
    }
    return Embedding.of(unit);
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
