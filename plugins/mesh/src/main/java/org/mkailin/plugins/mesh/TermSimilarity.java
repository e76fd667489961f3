package org.mkailin.plugins.mesh;

/** How alike two descriptors are. */
interface TermSimilarity {
  /**
   * The similarity of two descriptors, by their numbers in the ontology.
   *
   * @return in [0, 1], and the same both ways round
   */
  double between(int one, int other);
}
