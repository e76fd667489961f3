package org.mkailin.plugins.tensorflow.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the header of a safetensors file.
 *
 * <p>The file is: length n of the header (8 bytes, little-endian), n bytes of JSON {@code {name:
 * {dtype, shape, data_offsets: [begin, end]}}}, then the data, which the offsets count from.
 * Source: the format's README at huggingface/safetensors.
 */
final class SafetensorsFile {
  /** The key of free text in the header. */
  static final String METADATA = "__metadata__";

  /** As in the reference implementation. */
  private static final long MAX_HEADER = 100_000_000;

  private SafetensorsFile() {}

  /**
   * The tensors of a file, in the order of their bytes.
   *
   * @throws ModelFolderException if the file is damaged, or a type not supported
   */
  static List<StoredTensor> tensors(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      byte[] header = header(channel, file);
      long data = (long) Long.BYTES + header.length;
      List<StoredTensor> tensors = new ArrayList<>();
      for (Map.Entry<String, JsonNode> entry : parse(header, file).properties()) {
        if (!entry.getKey().equals(METADATA)) {
          tensors.add(tensor(entry.getKey(), entry.getValue(), file, data).within(size));
        }
      }
      tensors.sort(Comparator.comparingLong(StoredTensor::offset));
      checkApart(tensors);
      return tensors;
    }
  }

  /** The JSON of a file's header. */
  static ObjectNode header(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return parse(header(channel, file), file);
    }
  }

  private static ObjectNode parse(byte[] header, Path file) throws IOException {
    return JsonFile.parse(header, "the header of " + file);
  }

  private static byte[] header(FileChannel channel, Path file) throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s has %,d bytes, too few for a safetensors file; fetch it again",
              file,
              size));
    }
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, length, 0);
    long bytes = length.getLong(0);
    if (bytes < 2 || bytes > MAX_HEADER || bytes > size - Long.BYTES) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s says that its header has %d bytes, but the file has %,d and a header"
                  + " at most %,d; it is no safetensors file, or damaged: fetch it again",
              file,
              bytes,
              size,
              MAX_HEADER));
    }
    byte[] header = new byte[Math.toIntExact(bytes)];
    readFully(channel, ByteBuffer.wrap(header), Long.BYTES);
    return header;
  }

  static void readFully(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, position + buffer.position());
      if (read < 0) {
        throw new IOException("the file ended at byte " + (position + buffer.position()));
      }
    }
  }

  private static StoredTensor tensor(String name, JsonNode entry, Path file, long data) {
    JsonNode offsets = entry.path("data_offsets");
    long begin = offsets.path(0).asLong(-1);
    long end = offsets.path(1).asLong(-1);
    if (offsets.size() != 2 || begin < 0 || end < begin || end > Long.MAX_VALUE - data) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "tensor '%s' in %s has data_offsets %s, but they must be its first byte"
                  + " and the one behind its last; the file is damaged, fetch it again",
              name,
              file,
              offsets));
    }
    List<Long> shape = new ArrayList<>();
    entry.path("shape").forEach(axis -> shape.add(axis.asLong(-1)));
    ElementType type = ElementType.of(entry.path("dtype").asText(), name, file);
    return new StoredTensor(name, type, shape, file, data + begin, end - begin);
  }

  private static void checkApart(List<StoredTensor> byOffset) {
    for (int i = 1; i < byOffset.size(); i++) {
      StoredTensor before = byOffset.get(i - 1);
      StoredTensor tensor = byOffset.get(i);
      if (tensor.offset() < before.offset() + before.length()) {
        throw new ModelFolderException(
            String.format(
                Locale.ROOT,
                "tensors '%s' and '%s' in %s overlap at byte %,d; the file is damaged, fetch it again",
                before.name(),
                tensor.name(),
                tensor.file(),
                tensor.offset()));
      }
    }
  }
}
