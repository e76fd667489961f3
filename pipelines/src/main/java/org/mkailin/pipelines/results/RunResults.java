package org.mkailin.pipelines.results;

import java.util.List;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.transforms.dataset.WrittenFile;

/**
 * What a run has made.
 *
 * @param plan what it was to make
 * @param stages the books of every stage, in the plan's order
 * @param files the files of its sets, with their lineage and the rejections
 * @param examples a few rows for people to look at, the best first
 * @param out where they are published
 */
public record RunResults(
    Plan plan,
    List<StageCounts> stages,
    List<WrittenFile> files,
    List<Example> examples,
    String out) {
  /** The rows of a set. */
  public long rowsOf(DataSet set) {
    return rowsIn(set.folder());
  }

  long rowsIn(String folder) {
    return files.stream()
        .filter(file -> file.name().startsWith(folder + "/"))
        .mapToLong(WrittenFile::rows)
        .sum();
  }
}
