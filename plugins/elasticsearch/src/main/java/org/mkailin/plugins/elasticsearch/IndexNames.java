package org.mkailin.plugins.elasticsearch;

import java.nio.charset.StandardCharsets;
import org.mkailin.model.PassageIndexWriter.Build;

/**
 * What an index and all that belongs to it is called on the cluster.
 *
 * @param alias the name that searches know
 */
record IndexNames(String alias) {
  private static final int DIGITS = 12;

  /** The indexes behind the alias, finished or not. */
  String versions() {
    return alias + "-mkailin-*";
  }

  /**
   * The index that a build makes. Builds of the same corpus with the same encoder and mapping make
   * the same one.
   */
  String version(Build build, PassageMapping mapping, int shards) {
    String content =
        build.corpus() + "\n" + build.description() + "\n" + mapping.json() + "\n" + shards;
    return alias + "-mkailin-" + Fingerprint.of(content.getBytes(StandardCharsets.UTF_8), DIGITS);
  }

  /** The template of those indexes. */
  String template() {
    return "mkailin-" + alias;
  }
}
