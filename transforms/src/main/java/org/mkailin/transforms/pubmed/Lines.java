package org.mkailin.transforms.pubmed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a stream as bytes, none longer than a bound: a file without line breaks then fails
 * line by line and not for want of memory.
 */
final class Lines {
  private final InputStream bytes;
  private final int maxBytes;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number;
  private boolean isTooLong;

  /**
   * Starts before the first line.
   *
   * @param bytes buffered, because they are read one by one
   */
  Lines(InputStream bytes, int maxBytes) {
    this.bytes = bytes;
    this.maxBytes = maxBytes;
  }

  /** Moves to the next line; false at the end. */
  boolean next() throws IOException {
    line.reset();
    isTooLong = false;
    int b = bytes.read();
    if (b < 0) {
      return false;
    }
    number++;
    for (; b >= 0 && b != '\n'; b = bytes.read()) {
      if (line.size() < maxBytes) {
        line.write(b);
      } else {
        isTooLong = true;
      }
    }
    return true;
  }

  /** The current line without its line break; cut where it is too long. */
  byte[] bytes() {
    return line.toByteArray();
  }

  /** Whether the current line is longer than the bound. */
  boolean isTooLong() {
    return isTooLong;
  }

  /** The current line's number, from 1; 0 before the first. */
  long number() {
    return number;
  }
}
