/**
 * The embedded passage index: one folder, one graph (HNSW), no server.
 *
 * <p>Start with {@link org.mkailin.plugins.lucene.IndexFolder}, which says what lies where, then
 * read {@link org.mkailin.plugins.lucene.LuceneIndexWriter} and {@link
 * org.mkailin.plugins.lucene.LuceneIndex}.
 */
@NullMarked
package org.mkailin.plugins.lucene;

import org.jspecify.annotations.NullMarked;
