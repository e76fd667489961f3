package org.mkailin.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/** «Did you mean»: the nearest of the known names. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * A clause to end a message with: «; did you mean 'k'?» for the nearest known name, or «; known:
   * a, b» where none is near.
   */
  public static String among(Collection<String> known, String seen) {
    if (known.isEmpty()) {
      return "; there are none to choose from";
    }
    String nearest =
        known.stream()
            .min(Comparator.comparingInt((String k) -> distance(k, seen)).thenComparing(k -> k))
            .orElseThrow();
    if (distance(nearest, seen) <= Math.max(2, seen.length() / 3)) {
      return "; did you mean '" + nearest + "'?";
    }
    return "; known: " + String.join(", ", known.stream().sorted().toList());
  }

  /** Levenshtein distance: the fewest insertions, deletions and replacements. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[b.length()];
  }
}
