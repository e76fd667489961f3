package org.mkailin.pipelines;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The books of one stage: what went in, what came out, what was rejected by reason.
 *
 * @param stage the stage's name
 * @param in inputs
 * @param out what went on
 * @param rejected rejections by reason
 */
record StageCounts(String stage, long in, long out, Map<String, Long> rejected) {
  private static final String SEPARATOR = "\t";

  static String inKey(String stage) {
    return stage + SEPARATOR + "in";
  }

  static String outKey(String stage) {
    return stage + SEPARATOR + "out";
  }

  static String rejectedKey(String stage, String reason) {
    return stage + SEPARATOR + "rejected" + SEPARATOR + reason;
  }

  /** The books of {@code stages}, in that order, from counts under this class's keys. */
  static List<StageCounts> of(List<String> stages, Map<String, Long> counts) {
    List<StageCounts> books = new ArrayList<>();
    for (String stage : stages) {
      Map<String, Long> rejected = new TreeMap<>();
      String prefix = rejectedKey(stage, "");
      counts.forEach(
          (key, count) -> {
            if (key.startsWith(prefix)) {
              rejected.put(key.substring(prefix.length()), count);
            }
          });
      books.add(
          new StageCounts(
              stage,
              counts.getOrDefault(inKey(stage), 0L),
              counts.getOrDefault(outKey(stage), 0L),
              rejected));
    }
    return books;
  }

  /** All rejections of the stage. */
  long rejectedInAll() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The reasons with their counts, such as «no-abstract 304, superseded 2»; empty if none. */
  String rejectedInWords() {
    return rejected.entrySet().stream()
        .map(reason -> "%s %,d".formatted(reason.getKey(), reason.getValue()))
        .collect(Collectors.joining(", "));
  }

  /**
   * Checks that nothing was lost or made up: in = out + rejected.
   *
   * @throws IllegalStateException naming the stage and the three numbers
   */
  void checkConservation() {
    if (in != out + rejectedInAll()) {
      throw new IllegalStateException(
          "stage %s lost count: %,d in, but %,d out and %,d rejected; nothing was published"
              .formatted(stage, in, out, rejectedInAll()));
    }
  }
}
