package org.mkailin.pipelines.books;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mkailin.pipelines.place.RunFailedException;

/**
 * The books of one stage: what went in, what came out, what was rejected by reason.
 *
 * @param stage the stage's name
 * @param in inputs
 * @param out what went on
 * @param rejected rejections by reason
 * @param noted what is worth knowing of what went on, such as «ties-kept»; it changes no balance
 */
public record StageCounts(
    String stage, long in, long out, Map<String, Long> rejected, Map<String, Long> noted) {
  private static final String SEPARATOR = "\t";

  static String inKey(String stage) {
    return stage + SEPARATOR + "in";
  }

  public static String outKey(String stage) {
    return stage + SEPARATOR + "out";
  }

  static String rejectedKey(String stage, String reason) {
    return stage + SEPARATOR + "rejected" + SEPARATOR + reason;
  }

  static String notedKey(String stage, String what) {
    return stage + SEPARATOR + "noted" + SEPARATOR + what;
  }

  /** The books of a stage, from counts under this class's keys. */
  public static StageCounts of(String stage, Map<String, Long> counts) {
    return new StageCounts(
        stage,
        counts.getOrDefault(inKey(stage), 0L),
        counts.getOrDefault(outKey(stage), 0L),
        below(rejectedKey(stage, ""), counts),
        below(notedKey(stage, ""), counts));
  }

  private static Map<String, Long> below(String prefix, Map<String, Long> counts) {
    Map<String, Long> found = new TreeMap<>();
    counts.forEach(
        (key, count) -> {
          if (key.startsWith(prefix)) {
            found.put(key.substring(prefix.length()), count);
          }
        });
    return found;
  }

  /** All rejections of the stage. */
  public long rejectedInAll() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The reasons with their counts, such as «no-abstract 304, superseded 2»; empty if none. */
  public String rejectedInWords() {
    return inWords(rejected);
  }

  /** The reasons, and what was noted of what went on. */
  public String remarks() {
    String of = inWords(noted);
    return Stream.of(rejectedInWords(), of.isEmpty() ? "" : "went on: " + of)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String inWords(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .filter(count -> count.getValue() > 0)
        .map(count -> String.format(Locale.ROOT, "%s %,d", count.getKey(), count.getValue()))
        .collect(Collectors.joining(", "));
  }

  /**
   * Checks that nothing was lost or made up: in = out + rejected.
   *
   * @throws RunFailedException naming the stage and the three numbers
   */
  public void checkConservation() {
    if (in != out + rejectedInAll()) {
      throw new RunFailedException(
          String.format(
              Locale.ROOT,
              "stage %s lost count: %,d in, but %,d out and %,d rejected; what it gave must not be used",
              stage,
              in,
              out,
              rejectedInAll()),
          null);
    }
  }
}
