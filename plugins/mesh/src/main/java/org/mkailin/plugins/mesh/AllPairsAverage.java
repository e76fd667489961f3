package org.mkailin.plugins.mesh;

import jakarta.inject.Inject;

/**
 * The mean similarity over all pairs of one term of each set; m-KAILIN (arXiv 2504.19565), eq. 4.
 *
 * <p>Assumption: the paper's equation leaves the aggregate open; this is its authors' earlier
 * practice. A set with itself scores below 1 as soon as it holds two different terms.
 */
final class AllPairsAverage implements SetSimilarity {
  private final TermSimilarity terms;

  @Inject
  AllPairsAverage(TermSimilarity terms) {
    this.terms = terms;
  }

  @Override
  public double between(int[] ones, int[] others) {
    double sum = 0;
    for (int one : ones) {
      for (int other : others) {
        sum += terms.between(one, other);
      }
    }
    return sum / ((double) ones.length * others.length);
  }
}
