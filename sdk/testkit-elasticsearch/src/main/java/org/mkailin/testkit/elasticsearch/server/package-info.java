/**
 * What runs inside a node with security, as a plugin of Elasticsearch: stand-ins for the analysis
 * of e-mail addresses, without which it makes no index of users and API keys.
 */
@NullMarked
package org.mkailin.testkit.elasticsearch.server;

import org.jspecify.annotations.NullMarked;
