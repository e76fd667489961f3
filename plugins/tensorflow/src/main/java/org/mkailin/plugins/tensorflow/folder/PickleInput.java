package org.mkailin.plugins.tensorflow.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Reads a stretch of a file forwards, in the numbers that pickle is written in. */
final class PickleInput {
  /** A name of a module or class is not longer. */
  private static final int MAX_LINE = 1000;

  private final FileChannel channel;
  private final Path file;
  private final long end;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long filled;

  PickleInput(FileChannel channel, Path file, Extent extent) {
    this.channel = channel;
    this.file = file;
    this.filled = extent.offset();
    this.end = extent.offset() + extent.length();
  }

  Path file() {
    return file;
  }

  /** Where in the file the next byte is. */
  long position() {
    return filled - buffer.remaining();
  }

  int unsignedByte() throws IOException {
    need(1);
    return buffer.get() & 0xff;
  }

  int unsignedShort() throws IOException {
    need(Short.BYTES);
    return buffer.getShort() & 0xffff;
  }

  int integer() throws IOException {
    need(Integer.BYTES);
    return buffer.getInt();
  }

  /** A float64, the only number that pickle writes big-endian. */
  double number() throws IOException {
    need(Double.BYTES);
    return Double.longBitsToDouble(Long.reverseBytes(buffer.getLong()));
  }

  byte[] bytes(int count) throws IOException {
    if (count < 0 || count > end - position()) {
      throw truncated(count);
    }
    byte[] bytes = new byte[count];
    for (int done = 0; done < count; ) {
      need(1);
      int part = Math.min(count - done, buffer.remaining());
      buffer.get(bytes, done, part);
      done += part;
    }
    return bytes;
  }

  String text(int bytes) throws IOException {
    return new String(bytes(bytes), StandardCharsets.UTF_8);
  }

  /** What comes before the next line feed. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = unsignedByte(); c != '\n'; c = unsignedByte()) {
      if (line.length() == MAX_LINE) {
        throw new ModelFolderException(file + " holds no pickle of torch; fetch it again");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  private void need(int bytes) throws IOException {
    if (buffer.remaining() >= bytes) {
      return;
    }
    buffer.compact();
    long left = end - filled;
    if (buffer.remaining() > left) {
      buffer.limit(buffer.position() + (int) left);
    }
    int read = 0;
    while (buffer.position() < bytes && read >= 0 && buffer.hasRemaining()) {
      read = channel.read(buffer, filled);
      filled += Math.max(0, read);
    }
    buffer.flip();
    if (buffer.remaining() < bytes) {
      throw truncated(bytes);
    }
  }

  private ModelFolderException truncated(long bytes) {
    return new ModelFolderException(
        String.format(
            Locale.ROOT,
            "%s is truncated: its table of tensors needs %,d bytes from byte %,d, but"
                + " only %,d are there; fetch the file again",
            file,
            bytes,
            position(),
            Math.max(0, end - position())));
  }
}
