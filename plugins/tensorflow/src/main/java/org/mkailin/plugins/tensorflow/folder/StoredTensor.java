package org.mkailin.plugins.tensorflow.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One tensor of a checkpoint and where its bytes lie.
 *
 * @param name as in the checkpoint, e.g. {@code model.embed_tokens.weight}
 * @param shape sizes of the axes, outermost first; empty for a scalar
 * @param file the file that holds it
 * @param offset of the first byte, from the start of the file
 * @param length in bytes; the elements lie row by row, little-endian, without gaps
 */
public record StoredTensor(
    String name, ElementType type, List<Long> shape, Path file, long offset, long length) {
  public StoredTensor {
    shape = List.copyOf(shape);
    long needed = bytes(name, type, shape, file);
    if (needed != length) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "tensor '%s' in %s has shape %s of %s, which is %,d bytes, but %,d are"
                  + " stored; the file is damaged, fetch it again",
              name,
              file,
              shape,
              type,
              needed,
              length));
    }
    if (offset < 0) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "tensor '%s' in %s begins at byte %,d; the file is damaged, fetch it again",
              name,
              file,
              offset));
    }
  }

  /** Number of elements; 1 for a scalar. */
  public long elements() {
    return length / type.bytes();
  }

  /** The bytes that a tensor of this shape takes. */
  static long bytes(String name, ElementType type, List<Long> shape, Path file) {
    try {
      long bytes = type.bytes();
      for (long axis : shape) {
        if (axis < 0) {
          throw new ModelFolderException(
              String.format(
                  Locale.ROOT,
                  "tensor '%s' in %s has shape %s, but no axis can be negative",
                  name,
                  file,
                  shape));
        }
        bytes = Math.multiplyExact(bytes, axis);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "tensor '%s' in %s has shape %s, which is more than any file can hold",
              name,
              file,
              shape),
          e);
    }
  }

  /**
   * Checks that the file is long enough to hold the tensor.
   *
   * @param fileSize size of the file in bytes
   */
  StoredTensor within(long fileSize) {
    if (length > fileSize - offset) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s is truncated: tensor '%s' needs %,d bytes from byte %,d, but only %,d"
                  + " are there; fetch the file again",
              file,
              name,
              length,
              offset,
              Math.max(0, fileSize - offset)));
    }
    return this;
  }
}
