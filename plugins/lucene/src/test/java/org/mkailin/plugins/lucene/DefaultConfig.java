package org.mkailin.plugins.lucene;

import java.util.Optional;

/** A configuration with the defaults. */
final class DefaultConfig {
  private DefaultConfig() {}

  static LuceneConfig at(String path) {
    return new LuceneConfig(path, Optional.empty(), 100, 16, 100);
  }
}
