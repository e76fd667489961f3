package org.mkailin.plugins.tensorflow.folder;

/**
 * A stretch of a file.
 *
 * @param offset of its first byte, ≥ 0
 * @param length in bytes, ≥ 0
 */
record Extent(long offset, long length) {
  /** Whether it lies in a file of that many bytes. */
  boolean within(long fileSize) {
    return offset >= 0 && length >= 0 && length <= fileSize - offset;
  }
}
