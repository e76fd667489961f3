package org.mkailin.plugins.tensorflow.runtime.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.mkailin.plugins.tensorflow.folder.ElementType;
import org.mkailin.plugins.tensorflow.folder.ModelConfig;

/**
 * A model folder as Hugging Face writes it, but with random weights: for checks and benchmarks that
 * must run where no model is.
 *
 * <p>The same configuration gives the same bytes on every machine.
 */
public final class SyntheticModel {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "model.safetensors";

  // So the tensors begin 8 bytes behind a multiple of 64: as most files of Hugging Face, they must
  // be copied to be computed with.
  private static final int ALIGNMENT = 64;
  private static final int CHUNK_ELEMENTS = 1 << 20;

  private record Placed(SyntheticTensor tensor, long offset) {}

  private SyntheticModel() {}

  /**
   * Writes {@code config.json} and {@code model.safetensors} into a new or empty folder.
   *
   * @param config a BERT or a Llama; others have the same weights as one of them
   * @param type F32 or BF16
   * @return the folder
   */
  public static Path write(Path folder, ModelConfig config, ElementType type) throws IOException {
    if (type != ElementType.F32 && type != ElementType.BF16) {
      throw new IllegalArgumentException(
          "synthetic weights are F32 or BF16, but " + type + " is asked for");
    }
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(ModelConfig.FILE), SyntheticConfig.json(config).toPrettyString());
    List<Placed> tensors = new ArrayList<>();
    byte[] header = header(SyntheticTensor.of(config), type, tensors);
    int start = Math.addExact(Long.BYTES, header.length);
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(FILE), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer first = ByteBuffer.allocate(start).order(ByteOrder.LITTLE_ENDIAN);
      first.putLong(header.length).put(header).flip();
      writeFully(channel, first, 0);
      tensors.parallelStream()
          .forEach(placed -> write(channel, placed.tensor(), type, placed.offset() + start));
    }
    return folder;
  }

  /** Deletes what {@link #write} wrote, and the folder. */
  public static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
    Files.deleteIfExists(folder.resolve(ModelConfig.FILE));
    Files.deleteIfExists(folder);
  }

  private static byte[] header(
      List<SyntheticTensor> tensors, ElementType type, List<Placed> placed) {
    ObjectNode json = JSON.createObjectNode();
    json.putObject("__metadata__").put("format", "pt");
    long offset = 0;
    for (SyntheticTensor tensor : tensors) {
      ObjectNode entry = json.putObject(tensor.name()).put("dtype", type.name());
      ArrayNode shape = entry.putArray("shape");
      tensor.shape().forEach(shape::add);
      long end = offset + tensor.elements() * type.bytes();
      entry.putArray("data_offsets").add(offset).add(end);
      placed.add(new Placed(tensor, offset));
      offset = end;
    }
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(text, (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }

  private static void write(
      FileChannel channel, SyntheticTensor tensor, ElementType type, long offset) {
    SplittableRandom random = new SplittableRandom(tensor.name().hashCode());
    long left = tensor.elements();
    ByteBuffer buffer =
        ByteBuffer.allocateDirect((int) Math.min(left, CHUNK_ELEMENTS) * type.bytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    try {
      for (long at = offset; left > 0; at += buffer.limit()) {
        int count = (int) Math.min(left, CHUNK_ELEMENTS);
        buffer.clear();
        for (int i = 0; i < count; i++) {
          put(buffer, tensor.next(random), type);
        }
        writeFully(channel, buffer.flip(), at);
        left -= count;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(Locale.ROOT, "tensor '%s' can't be written", tensor.name()), e);
    }
  }

  private static void put(ByteBuffer buffer, float value, ElementType type) {
    if (type == ElementType.F32) {
      buffer.putFloat(value);
    } else {
      // Cut, not rounded: it is as random.
      buffer.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer, long position)
      throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer, position + buffer.position());
    }
  }
}
