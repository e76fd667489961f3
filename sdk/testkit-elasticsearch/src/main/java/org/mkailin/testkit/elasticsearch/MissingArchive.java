package org.mkailin.testkit.elasticsearch;

/** Elasticsearch's archive is not on this machine; the message tells how it gets there. */
public final class MissingArchive extends IllegalStateException {
  MissingArchive(String message) {
    super(message);
  }
}
