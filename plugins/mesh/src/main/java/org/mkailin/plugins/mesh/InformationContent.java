package org.mkailin.plugins.mesh;

/**
 * Information content of each MeSH descriptor, in nats: IC(t) = −ln(n(t) / n(root)); m-KAILIN
 * (arXiv 2504.19565), eq. 4, after Resnik (1995).
 *
 * <p>n(t) counts the citations indexed with t or any of its descendants, n(root) those with at
 * least one known descriptor. Rare terms score higher; a term that every citation has scores 0, as
 * does the root.
 *
 * <p>Assumption: a term that the corpus never uses counts as if one citation had it, so that its
 * content is the greatest that the corpus can show, and finite.
 *
 * <p>An ancestor can score higher than its descendant, though seldom: by NLM's explosion, what lies
 * below a term in one tree need not lie below its ancestors in another. See {@link LinSimilarity}.
 */
final class InformationContent {
  private final double[] nats;

  /** Weighs descriptors by how often a corpus uses them. */
  InformationContent(DescriptorCounts counts) {
    nats = new double[counts.size()];
    for (int i = 0; i < nats.length; i++) {
      double share = Math.max(counts.of(i), 1) / (double) Math.max(counts.root(), 1);
      // 0 − ln: of a share of 1 it is 0, not −0.
      nats[i] = 0 - Math.log(share);
    }
  }

  /**
   * IC(t).
   *
   * @return a value ≥ 0; never NaN, never infinite
   */
  double of(int descriptor) {
    return nats[descriptor];
  }
}
