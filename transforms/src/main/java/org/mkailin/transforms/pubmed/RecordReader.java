package org.mkailin.transforms.pubmed;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gives the records of one file, one at a time and in the file's order. */
interface RecordReader {
  /**
   * The next record, or null at the end of the file.
   *
   * @throws MalformedFileException if the content can't be read from here on
   * @throws IOException if the bytes can't be read or decompressed
   */
  @Nullable PubmedRecord next() throws IOException;

  /** Where reading stands, such as «line 12, column 7». */
  String position();
}
