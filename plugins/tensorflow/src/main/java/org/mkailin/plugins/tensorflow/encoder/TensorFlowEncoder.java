package org.mkailin.plugins.tensorflow.encoder;

import java.util.List;
import java.util.Locale;
import org.mkailin.model.Embedding;
import org.mkailin.model.TextEncoder;

/**
 * Encodes with BERT models from Hugging Face folders: one for questions and passages (BGE, E5,
 * MiniLM), or one for each, trained together (MedCPT: Jin et al., arXiv 2307.00589). A text longer
 * than a model reads is cut off, and counted.
 *
 * <p>Vectors have unit length, unless the settings say otherwise: a model such as MedCPT was
 * trained on the plain inner product, where a passage's length counts too. An index that takes the
 * inner product for a cosine must not be used with it.
 *
 * <p>Assumption: a passage is one text, of the first segment. MedCPT's authors give title and
 * abstract as two segments, which a passage here does not tell apart.
 */
public final class TensorFlowEncoder implements TextEncoder, AutoCloseable {
  private final EncoderSide queries;
  private final EncoderSide passages;

  /**
   * An encoder of two sides, which may be the same one, and are closed with it.
   *
   * @throws IllegalArgumentException if their vectors have different dimensions
   */
  public TensorFlowEncoder(EncoderSide queries, EncoderSide passages) {
    if (queries.dimensions() != passages.dimensions()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "query-model %s makes %d dimensions, but model %s makes %d; choose two models that were trained together",
              queries.identity(),
              queries.dimensions(),
              passages.identity(),
              passages.dimensions()));
    }
    this.queries = queries;
    this.passages = passages;
  }

  @Override
  public List<Embedding> encodeQueries(List<String> texts) {
    return queries.encode(texts);
  }

  @Override
  public List<Embedding> encodePassages(List<String> texts) {
    return passages.encode(texts);
  }

  @Override
  public int dimensions() {
    return passages.dimensions();
  }

  @Override
  public String identity() {
    return queries.identity().equals(passages.identity())
        ? passages.identity()
        : "queries " + queries.identity() + ", passages " + passages.identity();
  }

  /** Closes both sides; the models are their owner's. */
  @Override
  public void close() {
    try (queries;
        passages) {
      // Closes both, even if one fails.
    }
  }
}
