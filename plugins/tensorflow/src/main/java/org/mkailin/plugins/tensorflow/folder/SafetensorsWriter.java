package org.mkailin.plugins.tensorflow.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes stored tensors to a safetensors file whose data begin at a 64-byte boundary. */
final class SafetensorsWriter {
  private SafetensorsWriter() {}

  /**
   * Writes a file.
   *
   * <p>Tensors whose length is a multiple of 64 come first, in their order; each of them then
   * starts at a boundary. The others follow, those of wide elements first, so that each is at least
   * aligned to its elements. The format allows no gaps between tensors.
   *
   * @param metadata free text for the header
   */
  static void write(Path file, List<StoredTensor> tensors, JsonNode metadata) throws IOException {
    List<StoredTensor> ordered =
        tensors.stream()
            .sorted(
                Comparator.comparing((StoredTensor t) -> !Realignment.keepsAlignment(t))
                    .thenComparing(t -> Realignment.keepsAlignment(t) ? 0 : -t.type().bytes()))
            .toList();
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer header = header(ordered, metadata);
      while (header.hasRemaining()) {
        out.write(header);
      }
      copy(ordered, out);
      out.force(true);
    }
  }

  private static ByteBuffer header(List<StoredTensor> ordered, JsonNode metadata)
      throws IOException {
    ObjectNode header = JsonFile.JSON.createObjectNode();
    header.set(SafetensorsFile.METADATA, metadata);
    long offset = 0;
    for (StoredTensor tensor : ordered) {
      ObjectNode entry = header.putObject(tensor.name());
      entry.put("dtype", tensor.type().name());
      ArrayNode shape = entry.putArray("shape");
      tensor.shape().forEach(shape::add);
      entry.putArray("data_offsets").add(offset).add(offset + tensor.length());
      offset += tensor.length();
    }
    byte[] json = JsonFile.JSON.writeValueAsBytes(header);
    int boundary = Realignment.BOUNDARY;
    int total = (Long.BYTES + json.length + boundary - 1) / boundary * boundary;
    byte[] padded = Arrays.copyOf(json, total - Long.BYTES);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return ByteBuffer.allocate(total)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(padded.length)
        .put(padded)
        .flip();
  }

  private static void copy(List<StoredTensor> tensors, FileChannel out) throws IOException {
    Map<Path, FileChannel> sources = new HashMap<>();
    try {
      for (StoredTensor tensor : tensors) {
        FileChannel source = sources.get(tensor.file());
        if (source == null) {
          source = FileChannel.open(tensor.file());
          sources.put(tensor.file(), source);
        }
        long done = 0;
        while (done < tensor.length()) {
          done += source.transferTo(tensor.offset() + done, tensor.length() - done, out);
        }
      }
    } finally {
      for (FileChannel source : sources.values()) {
        source.close();
      }
    }
  }
}
