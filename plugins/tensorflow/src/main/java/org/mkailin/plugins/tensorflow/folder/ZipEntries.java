package org.mkailin.plugins.tensorflow.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where the entries of an uncompressed zip archive lie, zip64 included: java.util.zip says what is
 * in them, but not where.
 *
 * <p>Section numbers are those of PKWARE's APPNOTE.TXT.
 */
final class ZipEntries {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int END64_LOCATOR = 0x07064b50;
  private static final int END64_LOCATOR_BYTES = 20;
  private static final int END64 = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int ZIP64_EXTRA = 1;
  private static final long IN_EXTRA = 0xffffffffL;

  private final FileChannel channel;
  private final Path file;
  private final Map<String, Extent> entries = new LinkedHashMap<>();

  private ZipEntries(FileChannel channel, Path file) {
    this.channel = channel;
    this.file = file;
  }

  /**
   * Reads the central directory.
   *
   * @return entry name → where its data lie
   * @throws ModelFolderException if it is damaged, or an entry is compressed
   */
  static Map<String, Extent> read(FileChannel channel, Path file) throws IOException {
    ZipEntries zip = new ZipEntries(channel, file);
    ByteBuffer directory = zip.directory();
    while (directory.remaining() >= ENTRY_BYTES
        && directory.getInt(directory.position()) == ENTRY) {
      zip.add(directory);
    }
    return zip.entries;
  }

  /** The central directory: 4.3.16, or 4.3.14 for zip64. */
  private ByteBuffer directory() throws IOException {
    long size = channel.size();
    // The end record is followed by a comment of at most 65,535 bytes.
    int tail = (int) Math.min(size, END64_LOCATOR_BYTES + END_BYTES + 0xffff);
    ByteBuffer end = bytes(size - tail, tail);
    int at = tail - END_BYTES;
    while (at >= 0 && !endsAt(end, at)) {
      at--;
    }
    if (at < 0) {
      throw damaged("it has no central directory, so its end is missing");
    }
    long length = end.getInt(at + 12) & IN_EXTRA;
    long offset = end.getInt(at + 16) & IN_EXTRA;
    int locator = at - END64_LOCATOR_BYTES;
    if (locator >= 0 && end.getInt(locator) == END64_LOCATOR) {
      ByteBuffer end64 = bytes(end.getLong(locator + 8), END64_BYTES);
      if (end64.getInt(0) != END64) {
        throw damaged("its zip64 directory is not where it should be");
      }
      length = end64.getLong(40);
      offset = end64.getLong(48);
    }
    return bytes(offset, length);
  }

  /** Whether the end record is there: its signature, and a comment up to the end of the file. */
  private static boolean endsAt(ByteBuffer end, int at) {
    return end.getInt(at) == END
        && (end.getShort(at + 20) & 0xffff) == end.limit() - at - END_BYTES;
  }

  /** One entry: 4.3.12; the buffer then stands behind it. */
  private void add(ByteBuffer directory) throws IOException {
    int at = directory.position();
    int nameBytes = directory.getShort(at + 28) & 0xffff;
    int extraBytes = directory.getShort(at + 30) & 0xffff;
    int commentBytes = directory.getShort(at + 32) & 0xffff;
    int next = at + ENTRY_BYTES + nameBytes + extraBytes + commentBytes;
    if (next > directory.limit()) {
      throw damaged("its central directory is cut off");
    }
    byte[] nameInUtf8 = new byte[nameBytes];
    directory.get(at + ENTRY_BYTES, nameInUtf8);
    String name = new String(nameInUtf8, StandardCharsets.UTF_8);
    if (directory.getShort(at + 10) != 0) {
      throw damaged("entry " + name + " is compressed, which torch never does");
    }

    long stored = directory.getInt(at + 20) & IN_EXTRA;
    long length = directory.getInt(at + 24) & IN_EXTRA;
    long local = directory.getInt(at + 42) & IN_EXTRA;
    ByteBuffer extra = zip64(directory.slice(at + ENTRY_BYTES + nameBytes, extraBytes), name);
    // 4.5.3: the extra field holds only what did not fit, in this order.
    length = length == IN_EXTRA ? next(extra, name) : length;
    stored = stored == IN_EXTRA ? next(extra, name) : stored;
    local = local == IN_EXTRA ? next(extra, name) : local;

    Extent data = new Extent(data(local, name), length);
    if (!data.within(channel.size()) || stored != length) {
      throw damaged(
          String.format(
              Locale.ROOT, "entry %s says it has %,d bytes, which are not there", name, length));
    }
    entries.put(name, data);
    directory.position(next);
  }

  private long next(ByteBuffer extra, String name) {
    if (extra.remaining() < Long.BYTES) {
      throw damaged("entry " + name + " lacks its zip64 sizes");
    }
    return extra.getLong();
  }

  /** Where the data begin: behind the local header, 4.3.7, whose extra field differs. */
  private long data(long local, String name) throws IOException {
    ByteBuffer header = bytes(local, LOCAL_BYTES);
    if (header.getInt(0) != LOCAL) {
      throw damaged("entry " + name + " is not where it should be");
    }
    int nameBytes = header.getShort(26) & 0xffff;
    int extraBytes = header.getShort(28) & 0xffff;
    return local + LOCAL_BYTES + nameBytes + extraBytes;
  }

  /** The zip64 part of an extra field, empty where there is none. */
  private ByteBuffer zip64(ByteBuffer extra, String name) {
    extra.order(ByteOrder.LITTLE_ENDIAN);
    while (extra.remaining() >= 4) {
      int id = extra.getShort() & 0xffff;
      int bytes = extra.getShort() & 0xffff;
      if (bytes > extra.remaining()) {
        throw damaged("entry " + name + " has an extra field that is cut off");
      }
      if (id == ZIP64_EXTRA) {
        return extra.slice(extra.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
      }
      extra.position(extra.position() + bytes);
    }
    return ByteBuffer.allocate(0);
  }

  private ByteBuffer bytes(long offset, long length) throws IOException {
    if (!new Extent(offset, length).within(channel.size()) || length > Integer.MAX_VALUE) {
      throw damaged(String.format(Locale.ROOT, "it ends before byte %,d", offset + length));
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    SafetensorsFile.readFully(channel, bytes, offset);
    return bytes.flip();
  }

  private ModelFolderException damaged(String what) {
    return new ModelFolderException(
        String.format(
            Locale.ROOT, "%s is no whole zip archive of torch: %s; fetch it again", file, what));
  }
}
