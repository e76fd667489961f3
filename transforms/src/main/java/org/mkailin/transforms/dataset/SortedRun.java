package org.mkailin.transforms.dataset;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.RecordCoder;

/** A file of sorted rows on any Beam file system, to be merged with others of its kind. */
final class SortedRun implements SortedRows {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final RecordCoder<Row> CODER = RecordCoder.of(Row.class);

  private final InputStream in;

  private SortedRun(InputStream in) {
    this.in = in;
  }

  /** Writes all that is left of {@code rows}. */
  static void write(String path, SortedRows rows) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(
            Channels.newOutputStream(
                FileSystems.create(
                    FileSystems.matchNewResource(path, false), "application/octet-stream")),
            BUFFER_BYTES)) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        CODER.encode(row, out);
      }
    }
  }

  static SortedRun open(String path) throws IOException {
    return new SortedRun(
        new BufferedInputStream(
            Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(path, false))),
            BUFFER_BYTES));
  }

  @Override
  public @Nullable Row next() throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return null;
    }
    in.reset();
    return CODER.decode(in);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
