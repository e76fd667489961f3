package org.mkailin.plugins.lucene;

import java.util.Map;
import org.mkailin.model.IndexDescription;

/** An index's description as Lucene keeps it: the user data of a commit. */
final class CommittedDescription {
  private static final String FORMAT = "mkailin.format";
  private static final String ENCODER = "mkailin.encoder";
  private static final String DIMENSIONS = "mkailin.dimensions";

  /** Raised when a field changes its meaning. */
  private static final String THIS_FORMAT = "1";

  private CommittedDescription() {}

  static Map<String, String> of(IndexDescription description) {
    return Map.of(
        FORMAT, THIS_FORMAT,
        ENCODER, description.encoder(),
        DIMENSIONS, Integer.toString(description.dimensions()));
  }

  /**
   * The description that was committed.
   *
   * @throws IllegalStateException if the index is not ours, or of another format
   */
  static IndexDescription read(Map<String, String> userData, IndexFolder folder) {
    String format = userData.getOrDefault(FORMAT, "none");
    if (!format.equals(THIS_FORMAT)) {
      throw new IllegalStateException(
          "index %s has format %s, but this version of mkailin reads format %s; rebuild the index"
              .formatted(folder, format, THIS_FORMAT));
    }
    return new IndexDescription(userData.get(ENCODER), Integer.parseInt(userData.get(DIMENSIONS)));
  }
}
