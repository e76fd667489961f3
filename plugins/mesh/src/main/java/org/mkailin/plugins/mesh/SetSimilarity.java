package org.mkailin.plugins.mesh;

/** How alike two sets of descriptors are; s in m-KAILIN (arXiv 2504.19565), eq. 4. */
interface SetSimilarity {
  /**
   * The similarity of two sets.
   *
   * @param ones numbers of descriptors, ascending, at least one
   * @param others the same
   * @return in [0, 1]
   */
  double between(int[] ones, int[] others);
}
