/**
 * The dense retriever of m-KAILIN (arXiv 2504.19565), eq. 3, over any encoder and any index.
 *
 * <p>Start with {@link org.mkailin.plugins.dense.DenseRetriever}.
 */
@NullMarked
package org.mkailin.plugins.dense;

import org.jspecify.annotations.NullMarked;
