package org.mkailin.plugins.tensorflow;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a reference implementation computed: a safetensors file of int32 and float32 tensors, such
 * as ids, mask, logits.
 */
public final class ReferenceValues {
  private final ByteBuffer bytes;
  private final JsonNode header;
  private final int start;

  private ReferenceValues(ByteBuffer bytes, JsonNode header, int start) {
    this.bytes = bytes;
    this.header = header;
    this.start = start;
  }

  /** The values in a file. */
  public static ReferenceValues read(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int length = Math.toIntExact(bytes.getLong(0));
      String header = new String(bytes.array(), Long.BYTES, length, StandardCharsets.UTF_8);
      return new ReferenceValues(bytes, new ObjectMapper().readTree(header), Long.BYTES + length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder of the real data; a test that needs it is skipped, aloud, where it is absent. */
  public static Path dataFolder(String name) {
    Path folder = Path.of(System.getProperty("mkailin.data", "no-data"), name);
    assumeTrue(Files.isDirectory(folder), "skipped: no reference data at " + folder);
    return folder;
  }

  /** A tensor's shape. */
  public int[] shape(String name) {
    JsonNode shape = header.get(name).get("shape");
    int[] sizes = new int[shape.size()];
    Arrays.setAll(sizes, i -> shape.get(i).asInt());
    return sizes;
  }

  /** A tensor of int32, row by row. */
  public int[][] intRows(String name) {
    int[] shape = shape(name);
    int[][] rows = new int[shape[0]][shape[1]];
    ByteBuffer values = values(name);
    for (int[] row : rows) {
      values.asIntBuffer().get(row);
      values.position(values.position() + Integer.BYTES * row.length);
    }
    return rows;
  }

  /** All numbers of a float32 tensor. */
  public float[] floats(String name) {
    ByteBuffer values = values(name);
    float[] all = new float[values.remaining() / Float.BYTES];
    values.asFloatBuffer().get(all);
    return all;
  }

  private ByteBuffer values(String name) {
    JsonNode range = header.get(name).get("data_offsets");
    int from = start + range.get(0).asInt();
    return bytes.slice(from, start + range.get(1).asInt() - from).order(ByteOrder.LITTLE_ENDIAN);
  }
}
