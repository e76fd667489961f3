package org.mkailin.plugins.mesh;

import jakarta.inject.Inject;

/**
 * Lin's similarity: 2·IC(lca) / (IC(a) + IC(b)); Lin, «An information-theoretic definition of
 * similarity» (1998); m-KAILIN (arXiv 2504.19565), eq. 4.
 *
 * <p>lca is the common ancestor with the greatest information content, where a term counts among
 * its own ancestors. A term with itself is 1, also where its content is 0; terms that meet only at
 * the root are 0.
 *
 * <p>Assumption: IC(lca) counts at most as much as either term. An explosion's counts need not fall
 * from ancestor to descendant ({@link InformationContent} says why), and the cap keeps the
 * similarity within [0, 1].
 */
final class LinSimilarity implements TermSimilarity {
  private final MeshOntology ontology;
  private final InformationContent content;

  @Inject
  LinSimilarity(MeshOntology ontology, InformationContent content) {
    this.ontology = ontology;
    this.content = content;
  }

  @Override
  public double between(int one, int other) {
    if (one == other) {
      return 1;
    }
    double a = content.of(one);
    double b = content.of(other);
    if (a + b == 0) {
      return 0;
    }
    double shared = Math.min(mostInformativeCommonAncestor(one, other), Math.min(a, b));
    return 2 * shared / (a + b);
  }

  /** IC(lca); 0 where the two meet only at the root. Merges two ascending lists of ancestors. */
  private double mostInformativeCommonAncestor(int one, int other) {
    int[] ones = ontology.selfAndAncestors(one);
    int[] others = ontology.selfAndAncestors(other);
    double most = 0;
    int i = 0;
    int j = 0;
    while (i < ones.length && j < others.length) {
      if (ones[i] < others[j]) {
        i++;
      } else if (ones[i] > others[j]) {
        j++;
      } else {
        most = Math.max(most, content.of(ones[i]));
        i++;
        j++;
      }
    }
    return most;
  }
}
