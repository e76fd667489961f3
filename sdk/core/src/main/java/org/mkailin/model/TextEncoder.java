package org.mkailin.model;

import java.util.List;

/**
 * Turns text into unit vectors whose inner product is their similarity; E in m-KAILIN (arXiv
 * 2504.19565), eq. 3.
 *
 * <p>Thread-safe. A text gets the same vector whatever else is in the batch.
 */
public interface TextEncoder {
  /** Encodes questions: one unit vector for each, in order. */
  List<Embedding> encodeQueries(List<String> texts);

  /** Encodes passages: one unit vector for each, in order. */
  List<Embedding> encodePassages(List<String> texts);

  /** Number of dimensions of every vector. */
  int dimensions();

  /**
   * Name of the model and of all settings that change its vectors, such as
   * «all-minilm-l6-v2/256-tokens»; an index remembers which encoder it was built with.
   */
  String identity();
}
