package org.mkailin.transforms.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One file of a set with its lineage file beside it, written row by row: line i of one tells about
 * line i of the other.
 *
 * <p>Both get names that no other attempt uses.
 */
final class SetFile implements AutoCloseable {
  /** What a file is called in the output folder, and what it is written as now. */
  private record Open(String name, ChecksummedFile file) {
    static Open create(String stagingFolder, String name) throws IOException {
      String attempt = stagingFolder + "/" + name + "." + UUID.randomUUID();
      return new Open(name, ChecksummedFile.create(attempt));
    }
  }

  private final Open lines;
  private final @Nullable Open lineage;

  private SetFile(Open lines, @Nullable Open lineage) {
    this.lines = lines;
    this.lineage = lineage;
  }

  /**
   * Begins a file.
   *
   * @param name its name, such as «sft-00000-of-00002.jsonl»
   * @param withLineage whether there is a lineage file
   */
  static SetFile create(String stagingFolder, String set, String name, boolean withLineage)
      throws IOException {
    Open lines = Open.create(stagingFolder, set + "/" + name);
    try {
      return new SetFile(lines, withLineage ? Open.create(stagingFolder, "lineage/" + name) : null);
    } catch (IOException | RuntimeException e) {
      lines.file().close();
      throw e;
    }
  }

  /** Writes all that is left of {@code rows}. */
  void writeAll(SortedRows rows) throws IOException {
    for (Row row = rows.next(); row != null; row = rows.next()) {
      lines.file().writeLine(row.line());
      if (lineage != null) {
        lineage.file().writeLine(row.lineage());
      }
    }
  }

  /** Closes the files and says what was written. */
  List<WrittenFile> finish() throws IOException {
    List<WrittenFile> written = new ArrayList<>();
    written.add(lines.file().finish(lines.name()));
    if (lineage != null) {
      written.add(lineage.file().finish(lineage.name()));
    }
    return written;
  }

  @Override
  public void close() throws IOException {
    try (ChecksummedFile first = lines.file();
        ChecksummedFile second = lineage == null ? null : lineage.file()) {
      // Closes both, whichever fails.
    }
  }
}
