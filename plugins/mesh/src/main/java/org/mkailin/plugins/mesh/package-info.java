/**
 * NLM's Medical Subject Headings: the ontology, how much each descriptor says, how alike two
 * citations are by their headings, and the evaluator that judges contexts by it; m-KAILIN (arXiv
 * 2504.19565), eq. 4 and 5.
 *
 * <p>Start with {@link org.mkailin.plugins.mesh.MeshOntology}. From it, {@code InformationContent}
 * weighs descriptors, a {@code TermSimilarity} compares two of them, a {@code SetSimilarity} two
 * sets, and {@code MeshEvaluator} two questions' contexts. {@code MeshStatistics} counts the corpus
 * for the weights.
 */
@NullMarked
package org.mkailin.plugins.mesh;

import org.jspecify.annotations.NullMarked;
