package org.mkailin.plugins.tensorflow.encoder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.mkailin.model.Embedding;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.text.ModelTokenizer;
import org.mkailin.tokenizers.Tokenizer;
import org.mkailin.tokenizers.Tokens;

/**
 * One side of an encoder, questions or passages: a model with its tokenizer and settings;
 * thread-safe.
 *
 * <p>Texts are grouped by the length that they are padded to, which depends on nothing but the text
 * (ADR 5), and computed a run at a time.
 */
public final class EncoderSide implements AutoCloseable {
  // What BERT was trained with, where a model could read more.
  private static final int USUAL_MAX_TOKENS = 512;
  private static final Counter TRUNCATED =
      Metrics.counter(TensorFlowEncoder.class, "truncated-texts");

  private final Bert bert;
  private final Tokenizer tokenizer;
  private final EncoderSettings settings;
  private final Pooling pooling;
  private final String identity;

  private EncoderSide(
      Bert bert, Tokenizer tokenizer, EncoderSettings settings, Pooling pooling, String identity) {
    this.bert = bert;
    this.tokenizer = tokenizer;
    this.settings = settings;
    this.pooling = pooling;
    this.identity = identity;
  }

  /**
   * Opens a side on a model that the caller has opened, and closes after it.
   *
   * @param folder what {@code bert} was opened from
   * @throws IllegalArgumentException if the settings ask for more tokens than the model reads
   */
  public static EncoderSide open(ModelFolder folder, Bert bert, EncoderSettings settings)
      throws IOException {
    SentenceSettings published = SentenceSettings.read(folder);
    int most = folder.config().maxPositions();
    int maxTokens =
        settings.maxTokens().orElse(Math.min(most, published.maxTokens().orElse(USUAL_MAX_TOKENS)));
    if (maxTokens > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "max-tokens is %d, but %s reads %d at the most",
              maxTokens,
              folder.path(),
              most));
    }
    Pooling pooling = settings.pooling().or(published::pooling).orElse(Pooling.MEAN);
    String identity =
        String.format(
            Locale.ROOT,
            "%s/%s/%s/%d-tokens%s%s",
            folder.identity(),
            lower(bert.precision()),
            lower(pooling),
            maxTokens,
            settings.normalize() ? "" : "/not-normalised",
            settings.prefix().isEmpty() ? "" : "/«" + settings.prefix() + "»");
    return new EncoderSide(
        bert,
        ModelTokenizer.open(folder.path(), folder.config().vocabularySize(), maxTokens),
        settings,
        pooling,
        identity);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Encodes texts: one vector for each, in order. */
  List<Embedding> encode(List<String> texts) {
    List<int[]> tokenized = new ArrayList<>(texts.size());
    Map<Integer, List<Integer>> byLength = new TreeMap<>();
    for (String text : texts) {
      Tokens tokens = tokenizer.encode(settings.prefix() + text);
      if (tokens.truncated()) {
        TRUNCATED.inc();
      }
      int[] ids = tokens.ids();
      byLength
          .computeIfAbsent(bert.paddedLength(ids), length -> new ArrayList<>())
          .add(tokenized.size());
      tokenized.add(ids);
    }
    Embedding[] vectors = new Embedding[texts.size()];
    byLength.forEach((length, places) -> encode(tokenized, places, length, vectors));
    return Arrays.asList(vectors);
  }

  /** Encodes the texts at {@code places}, all of one padded length, into {@code vectors}. */
  private void encode(List<int[]> texts, List<Integer> places, int length, Embedding[] vectors) {
    int rows = bert.rowsPerRun(length);
    for (int from = 0; from < places.size(); from += rows) {
      List<Integer> run = places.subList(from, Math.min(from + rows, places.size()));
      float[][] pooled = bert.pooled(run.stream().map(texts::get).toList(), pooling);
      for (int row = 0; row < pooled.length; row++) {
        vectors[run.get(row)] = vector(pooled[row]);
      }
    }
  }

  private Embedding vector(float[] pooled) {
    double squares = 0;
    for (float value : pooled) {
      squares += (double) value * value;
    }
    double norm = Math.sqrt(squares);
    if (!(norm > 0 && norm < Double.POSITIVE_INFINITY)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "encoder %s made a vector of length %s; are its weights damaged?",
              identity,
              norm));
    }
    if (settings.normalize()) {
      for (int i = 0; i < pooled.length; i++) {
        pooled[i] = (float) (pooled[i] / norm);
      }
    }
    return Embedding.of(pooled);
  }

  int dimensions() {
    return bert.config().hiddenSize();
  }

  String identity() {
    return identity;
  }

  /** Closes the tokenizer; the model is the caller's. */
  @Override
  public void close() {
    tokenizer.close();
  }
}
