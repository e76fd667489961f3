package org.mkailin.pipelines.results;

import java.util.List;
import org.mkailin.transforms.dataset.WrittenFile;

/** The sets that a run leaves, in the order that a reader meets them. */
public enum Dataset {
  PREFERENCES("preferences", "preference pairs for DPO", "prompt, chosen, rejected"),
  CPT("cpt", "rows for continued pre-training", "text"),
  SFT("sft", "rows for fine-tuning", "prompt, completion");

  private final String folder;
  private final String purpose;
  private final String columns;

  Dataset(String folder, String purpose, String columns) {
    this.folder = folder;
    this.purpose = purpose;
    this.columns = columns;
  }

  /** Its folder, and the start of its file names. */
  public String folder() {
    return folder;
  }

  /** What it is, in the plural. */
  public String purpose() {
    return purpose;
  }

  /** The columns of a row. */
  String columns() {
    return columns;
  }

  /** Its rows among a run's files. */
  public long rowsIn(List<WrittenFile> files) {
    return rowsOf(folder, files);
  }

  /** The rows of all files of a folder. */
  static long rowsOf(String folder, List<WrittenFile> files) {
    return files.stream()
        .filter(file -> file.name().startsWith(folder + "/"))
        .mapToLong(WrittenFile::rows)
        .sum();
  }
}
