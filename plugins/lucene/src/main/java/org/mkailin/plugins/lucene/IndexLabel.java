package org.mkailin.plugins.lucene;

import java.util.Locale;
import java.util.Map;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndexWriter.Build;

/**
 * What a finished index says of itself.
 *
 * @param build {@link Build#id() id} of the build that finished it; empty in indexes from before
 *     builds had one
 * @param description what it was built with
 * @param passages how many it holds
 */
record IndexLabel(String build, IndexDescription description, long passages) {
  private static final String FORMAT = "mkailin.format";
  private static final String BUILD = "mkailin.build";
  private static final String ENCODER = "mkailin.encoder";
  private static final String DIMENSIONS = "mkailin.dimensions";

  /** Raised when a field changes its meaning. */
  private static final String THIS_FORMAT = "1";

  /** A build's label as Lucene keeps it: the user data of a commit. */
  static Map<String, String> userData(Build build) {
    return Map.of(
        FORMAT, THIS_FORMAT,
        BUILD, build.id(),
        ENCODER, build.description().encoder(),
        DIMENSIONS, Integer.toString(build.description().dimensions()));
  }

  /**
   * The label that was committed.
   *
   * @param where the index, for the message
   * @throws IllegalStateException if the index is not ours, or of another format
   */
  static IndexLabel read(Map<String, String> userData, long passages, String where) {
    String format = userData.getOrDefault(FORMAT, "none");
    if (!format.equals(THIS_FORMAT)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "index %s has format %s, but this version of mkailin reads format %s; rebuild the index",
              where,
              format,
              THIS_FORMAT));
    }
    IndexDescription description =
        new IndexDescription(userData.get(ENCODER), Integer.parseInt(userData.get(DIMENSIONS)));
    return new IndexLabel(userData.getOrDefault(BUILD, ""), description, passages);
  }
}
