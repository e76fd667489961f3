package org.mkailin.transforms.pubmed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file's own bytes, counted, with the faults of their storage told apart from damaged content.
 *
 * <p>A connection that breaks is a transient fault: the bundle fails and is tried again. It must
 * not look like a damaged file, which is rejected for good.
 */
final class SourceStream extends FilterInputStream {
  private long position;

  /** The storage, not the content, failed. */
  static final class SourceFault extends IOException {
    SourceFault(IOException cause) {
      super(cause);
    }
  }

  SourceStream(InputStream bytes) {
    super(bytes);
  }

  /** How many bytes were taken from the file so far. */
  long position() {
    return position;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = super.read(buffer, offset, length);
      position += Math.max(count, 0);
      return count;
    } catch (IOException e) {
      throw new SourceFault(e);
    }
  }

  @Override
  public long skip(long count) throws IOException {
    // Reads, so that every byte is counted and every fault is marked.
    byte[] buffer = new byte[(int) Math.max(1, Math.min(count, 8192))];
    return count <= 0 ? 0 : Math.max(0, read(buffer, 0, (int) Math.min(count, buffer.length)));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
