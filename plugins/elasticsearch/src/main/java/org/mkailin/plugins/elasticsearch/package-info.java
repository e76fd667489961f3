/**
 * The passage index on an Elasticsearch cluster: written by bulks, searched by kNN.
 *
 * <p>Start with {@link org.mkailin.plugins.elasticsearch.ElasticsearchIndexWriter} and {@link
 * org.mkailin.plugins.elasticsearch.ElasticsearchIndex}; {@link
 * org.mkailin.plugins.elasticsearch.Cluster} is the connection, {@link
 * org.mkailin.plugins.elasticsearch.PassageMapping} what an index looks like.
 */
@NullMarked
package org.mkailin.plugins.elasticsearch;

import org.jspecify.annotations.NullMarked;
