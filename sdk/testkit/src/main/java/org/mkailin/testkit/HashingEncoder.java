package org.mkailin.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mkailin.model.Embedding;
import org.mkailin.model.TextEncoder;

/**
 * A fake encoder: counts words in 64 buckets by their hash, so that texts which share words are
 * near each other.
 */
public final class HashingEncoder implements TextEncoder {
  private static final int DIMENSIONS = 64;

  @Override
  public List<Embedding> encodeQueries(List<String> texts) {
    return encodePassages(texts);
  }

  @Override
  public List<Embedding> encodePassages(List<String> texts) {
    return texts.stream().map(HashingEncoder::encode).toList();
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public String identity() {
    return "hashing/" + DIMENSIONS;
  }

  private static Embedding encode(String text) {
    float[] counts = new float[DIMENSIONS];
    // A word for all: no text is the zero vector.
    counts[0] = 0.1f;
    Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\W+"))
        .forEach(word -> counts[Math.floorMod(word.hashCode(), DIMENSIONS)]++);
    double squares = 0;
    for (float count : counts) {
      squares += count * count;
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      counts[i] = (float) (counts[i] / Math.sqrt(squares));
    }
    return Embedding.of(counts);
  }
}
