/**
 * The embedded passage index: one folder, local or remote, one graph (HNSW), no server.
 *
 * <p>Start with {@link org.mkailin.plugins.lucene.IndexFolder} and {@link
 * org.mkailin.plugins.lucene.RemotePlace}, which say what lies where, then read {@link
 * org.mkailin.plugins.lucene.LuceneIndexWriter} and {@link org.mkailin.plugins.lucene.LuceneIndex}.
 */
@NullMarked
package org.mkailin.plugins.lucene;

import org.jspecify.annotations.NullMarked;
