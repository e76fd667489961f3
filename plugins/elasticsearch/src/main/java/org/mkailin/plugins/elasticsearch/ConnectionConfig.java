package org.mkailin.plugins.elasticsearch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mkailin.config.Secret;

/**
 * How to reach a cluster: agents that agree in all of this share one connection.
 *
 * @param hosts URLs of nodes, or of what stands before them
 * @param apiKey an encoded API key
 * @param username user of basic authentication
 * @param password that user's password
 * @param caCertificate PEM file of the authority that signed the nodes' certificates
 * @param caFingerprint SHA-256 of that authority's certificate, in hexadecimal
 * @param proxy URL of an HTTP proxy
 * @param timeout how long one request may take
 * @param patience how long a fault that may pass is waited for
 */
record ConnectionConfig(
    List<URI> hosts,
    Optional<Secret> apiKey,
    Optional<String> username,
    Optional<Secret> password,
    Optional<String> caCertificate,
    Optional<String> caFingerprint,
    Optional<URI> proxy,
    Duration timeout,
    Duration patience) {

  /** The cluster in messages. */
  String name() {
    return "Elasticsearch at " + String.join(", ", hosts.stream().map(URI::toString).toList());
  }
}
