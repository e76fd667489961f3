package org.mkailin.plugins.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A version of Elasticsearch, and what came with it. */
record ServerVersion(int major, int minor) implements Comparable<ServerVersion> {
  private static final Pattern FORM = Pattern.compile("(\\d+)\\.(\\d+)\\..*");
  private static final ServerVersion OLDEST = new ServerVersion(8, 19);
  private static final Comparator<ServerVersion> ORDER =
      Comparator.comparingInt(ServerVersion::major).thenComparingInt(ServerVersion::minor);

  /**
   * The version of a cluster's oldest node, which decides while it is upgraded node by node.
   *
   * @param nodes answer of {@code GET /_nodes}
   * @throws IllegalStateException if it is older than what we work with
   */
  static ServerVersion oldestIn(JsonNode nodes, String cluster) {
    ServerVersion oldest =
        StreamSupport.stream(nodes.path("nodes").spliterator(), false)
            .map(node -> of(node.path("version").asText(), cluster))
            .min(ORDER)
            .orElseThrow(() -> unknown("nothing", cluster));
    if (oldest.compareTo(OLDEST) < 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s has version %s, but %s or later is needed; upgrade it",
              cluster,
              oldest,
              OLDEST));
    }
    return oldest;
  }

  private static ServerVersion of(String version, String cluster) {
    Matcher matcher = FORM.matcher(version);
    if (!matcher.matches()) {
      throw unknown("'" + version + "'", cluster);
    }
    return new ServerVersion(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  private static IllegalStateException unknown(String said, String cluster) {
    return new IllegalStateException(
        String.format(
            Locale.ROOT, "%s says %s of its version; is it Elasticsearch?", cluster, said));
  }

  /** Whether a document's vector may be base64 of big-endian float32. */
  boolean takesCompactDocuments() {
    return isSince(9, 3);
  }

  /** Whether a query's vector may be base64 of big-endian float32. */
  boolean takesCompactQueries() {
    return isSince(9, 4);
  }

  /** Whether one may choose how a filtered search walks through the graph. */
  boolean hasFilterHeuristics() {
    return isSince(9, 1);
  }

  private boolean isSince(int otherMajor, int otherMinor) {
    return compareTo(new ServerVersion(otherMajor, otherMinor)) >= 0;
  }

  @Override
  public int compareTo(ServerVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
