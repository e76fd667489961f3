package org.mkailin.plugins.tensorflow.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes small safetensors files, good and bad, and reads the elements of stored tensors. */
final class TinyWeights {
  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final Map<String, float[]> values = new LinkedHashMap<>();

  /** A float32 tensor that counts up from a number. */
  TinyWeights with(String name, float first, long... shape) {
    float[] elements = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = first + i;
    }
    shapes.put(name, shape);
    values.put(name, elements);
    return this;
  }

  Path write(Path file) throws IOException {
    int bytes = values.values().stream().mapToInt(v -> 4 * v.length).sum();
    ByteBuffer data = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
    values.forEach(
        (name, elements) -> {
          header.append(
              String.format(
                  Locale.ROOT,
                  ",\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
                  name,
                  Arrays.toString(shapes.get(name)),
                  data.position(),
                  data.position() + 4 * elements.length));
          for (float element : elements) {
            data.putFloat(element);
          }
        });
    return write(file, header.append('}').toString(), data.array());
  }

  /** A file with any header and so many bytes of data. */
  static Path write(Path file, String header, int dataBytes) throws IOException {
    return write(file, header, new byte[dataBytes]);
  }

  private static Path write(Path file, String header, byte[] data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.write(file, all.putLong(json.length).put(json).put(data).array());
  }

  /** Writes an index of shards. */
  static Path writeIndex(Path file, Map<String, String> shardOf) throws IOException {
    String entries =
        shardOf.entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "\"%s\":\"%s\"", e.getKey(), e.getValue()))
            .collect(Collectors.joining(","));
    return Files.writeString(file, "{\"weight_map\":{" + entries + "}}");
  }

  /** The bytes of a tensor, little-endian. */
  static ByteBuffer read(StoredTensor tensor) throws IOException {
    try (FileChannel channel = FileChannel.open(tensor.file())) {
      ByteBuffer bytes = ByteBuffer.allocate((int) tensor.length()).order(ByteOrder.LITTLE_ENDIAN);
      SafetensorsFile.readFully(channel, bytes, tensor.offset());
      return bytes.flip();
    }
  }

  /** The elements of a float32 tensor. */
  static float[] floats(StoredTensor tensor) throws IOException {
    ByteBuffer bytes = read(tensor);
    float[] elements = new float[(int) tensor.elements()];
    bytes.asFloatBuffer().get(elements);
    return elements;
  }
}
