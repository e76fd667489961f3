package org.mkailin.testkit.elasticsearch;

/** No Java on this machine runs this Elasticsearch; the message tells what was looked at. */
public final class NoFittingJava extends IllegalStateException {
  NoFittingJava(String message) {
    super(message);
  }
}
