/**
 * A real Elasticsearch node for tests: started in a process of its own on the loopback address,
 * broken on purpose where a test asks for that, and gone afterwards.
 *
 * <p>Start with {@link org.mkailin.testkit.elasticsearch.ElasticsearchExtension}, the manual. Tests
 * of faults take {@link org.mkailin.testkit.elasticsearch.ElasticsearchServer}, which can be
 * killed, and {@link org.mkailin.testkit.elasticsearch.FaultInjectingProxy}, which stands between a
 * client and it.
 */
@NullMarked
package org.mkailin.testkit.elasticsearch;

import org.jspecify.annotations.NullMarked;
