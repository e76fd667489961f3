package org.mkailin.plugins.tensorflow.encoder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Precision;

/**
 * The small BERT in the test resources (see make_bert.py): 24 dimensions, 2 layers, 64 positions,
 * 117 tokens; and changed copies of it.
 */
public final class BertFolders {
  private static final List<String> FILES =
      List.of(
          "config.json",
          "model.safetensors",
          "tokenizer.json",
          "tokenizer_config.json",
          "vocab.txt");

  private static final String LAYER = "encoder.layer.0.";

  private BertFolders() {}

  /** The folder of the small BERT. */
  public static Path small() {
    try {
      return Path.of(BertFolders.class.getResource("bert-small/config.json").toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Copies the small BERT into a folder. */
  public static Path copyTo(Path folder) {
    try {
      Files.createDirectories(folder);
      for (String file : FILES) {
        Files.copy(small().resolve(file), folder.resolve(file));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies the small BERT into a folder, and changes the text of a file there. */
  public static Path copyTo(Path folder, String file, UnaryOperator<String> change)
      throws IOException {
    Path changed = copyTo(folder).resolve(file);
    Files.writeString(changed, change.apply(Files.readString(changed)));
    return folder;
  }

  /** Copies the small BERT into a folder, with other names for its tensors. */
  static Path copyWithNames(Path folder, UnaryOperator<String> change) throws IOException {
    Path weights = copyTo(folder).resolve("model.safetensors");
    byte[] file = Files.readAllBytes(weights);
    int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    String header = new String(file, Long.BYTES, length, StandardCharsets.UTF_8);
    byte[] renamed = change.apply(header).getBytes(StandardCharsets.UTF_8);
    ByteBuffer written =
        ByteBuffer.allocate(file.length - length + renamed.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(renamed.length)
            .put(renamed)
            .put(file, Long.BYTES + length, file.length - Long.BYTES - length);
    Files.write(weights, written.array());
    return folder;
  }

  /** Makes a BERT with one layer and 12 dimensions, all of whose weights are 0. */
  static Path narrow(Path folder) throws IOException {
    copyTo(
        folder,
        "config.json",
        json ->
            json.replace("\"hidden_size\": 24", "\"hidden_size\": 12")
                .replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1"));
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    shapes.put("embeddings.word_embeddings.weight", List.of(117, 12));
    shapes.put("embeddings.position_embeddings.weight", List.of(64, 12));
    shapes.put("embeddings.token_type_embeddings.weight", List.of(2, 12));
    for (String norm : List.of("embeddings", LAYER + "attention.output", LAYER + "output")) {
      shapes.put(norm + ".LayerNorm.weight", List.of(12));
      shapes.put(norm + ".LayerNorm.bias", List.of(12));
    }
    for (String square : List.of("self.query", "self.key", "self.value", "output.dense")) {
      shapes.put(LAYER + "attention." + square + ".weight", List.of(12, 12));
      shapes.put(LAYER + "attention." + square + ".bias", List.of(12));
    }
    shapes.put(LAYER + "intermediate.dense.weight", List.of(48, 12));
    shapes.put(LAYER + "intermediate.dense.bias", List.of(48));
    shapes.put(LAYER + "output.dense.weight", List.of(12, 48));
    shapes.put(LAYER + "output.dense.bias", List.of(12));
    StringJoiner tensors = new StringJoiner(",", "{", "}");
    int offset = 0;
    for (Map.Entry<String, List<Integer>> entry : shapes.entrySet()) {
      int end = offset + 4 * entry.getValue().stream().reduce(1, (a, b) -> a * b);
      tensors.add(
          String.format(
              Locale.ROOT,
              "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
              entry.getKey(),
              entry.getValue(),
              offset,
              end));
      offset = end;
    }
    byte[] header = tensors.toString().getBytes(StandardCharsets.UTF_8);
    Files.write(
        folder.resolve("model.safetensors"),
        ByteBuffer.allocate(Long.BYTES + header.length + offset)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header)
            .array());
    return folder;
  }

  /** Opens a folder in float32 on the CPU; the caller closes it. */
  static Bert open(Path folder) throws IOException {
    return Bert.open(
        ModelFolder.open(folder.toString()), Device.CPU, Precision.FLOAT32, OptionalInt.empty());
  }
}
