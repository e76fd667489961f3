package org.mkailin.plugins.tensorflow.folder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Copies a model folder once, so that its weights can be mapped for ever after.
 *
 * <p>TensorFlow uses memory that is not its own only where it begins at a 64-byte boundary; any
 * other weight is read into memory of each process. Files from Hugging Face are aligned to 8 bytes.
 * The copy's headers are padded with blanks, which the format allows. It does not allow gaps
 * between tensors (the reference library refuses them), so tensors whose length is no multiple of
 * 64 bytes, mostly a few short ones, come last, and are read.
 */
public final class Realignment {
  /** Tensors begin at a multiple of this, in bytes. */
  static final int BOUNDARY = 64;

  /** Files of weights; what a folder holds else is small and copied. */
  private static final Set<String> WEIGHTS =
      Set.of("safetensors", "bin", "pt", "pth", "h5", "msgpack", "onnx", "ot", "gguf", "ckpt");

  private Realignment() {}

  /** Whether a tensor that starts at a boundary also ends at one. */
  static boolean keepsAlignment(StoredTensor tensor) {
    return tensor.length() % BOUNDARY == 0;
  }

  /**
   * Whether a checkpoint is as aligned as this can make it: every tensor whose length is a multiple
   * of 64 bytes begins at a multiple of 64 bytes in its file.
   */
  public static boolean isAligned(Checkpoint checkpoint) {
    return checkpoint.tensors().stream()
        .allMatch(tensor -> !keepsAlignment(tensor) || tensor.offset() % BOUNDARY == 0);
  }

  /**
   * Writes an aligned copy of a model folder; its weights are safetensors, whatever they were.
   *
   * <p>Configuration, tokenizer and other small files are copied as they are. The target appears
   * whole or not at all.
   *
   * @param target a folder that does not exist yet
   * @throws ModelFolderException if the model folder is damaged, or the target exists
   */
  public static void realign(Path modelFolder, Path target) throws IOException {
    if (Files.exists(target)) {
      throw new ModelFolderException(target + " exists already; choose another target");
    }
    CheckpointFiles files = CheckpointFiles.of(modelFolder, CheckpointFiles.MODEL);
    Checkpoint checkpoint = files.open();
    Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
    Path temporary = Files.createDirectory(parent.resolve(".realigning-" + UUID.randomUUID()));
    try {
      copySmallFiles(modelFolder, temporary);
      writeWeights(files, checkpoint, temporary);
      Checkpoint.open(temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      FolderTree.delete(temporary);
    }
  }

  private static void writeWeights(CheckpointFiles files, Checkpoint checkpoint, Path target)
      throws IOException {
    Map<Path, List<StoredTensor>> byFile = new LinkedHashMap<>();
    for (StoredTensor tensor : checkpoint.tensors()) {
      byFile.computeIfAbsent(tensor.file(), file -> new ArrayList<>()).add(tensor);
    }
    ObjectNode index = JsonFile.JSON.createObjectNode();
    index.putObject("metadata").put("total_size", checkpoint.bytes());
    ObjectNode shardOf = index.putObject("weight_map");
    for (Map.Entry<Path, List<StoredTensor>> shard : byFile.entrySet()) {
      String name = safetensorsName(shard.getKey());
      SafetensorsWriter.write(
          target.resolve(name), shard.getValue(), metadata(files, shard.getKey()));
      shard.getValue().forEach(tensor -> shardOf.put(tensor.name(), name));
    }
    if (files.sharded()) {
      JsonFile.JSON
          .writerWithDefaultPrettyPrinter()
          .writeValue(target.resolve("model.safetensors.index.json").toFile(), index);
    }
  }

  private static ObjectNode metadata(CheckpointFiles files, Path file) throws IOException {
    if (files.format() == CheckpointFiles.Format.SAFETENSORS
        && SafetensorsFile.header(file).get(SafetensorsFile.METADATA) instanceof ObjectNode known) {
      return known;
    }
    return JsonFile.JSON.createObjectNode().put("format", "pt");
  }

  /** {@code pytorch_model-00001-of-00002.bin} becomes {@code model-00001-of-00002.safetensors}. */
  private static String safetensorsName(Path file) {
    return file.getFileName()
        .toString()
        .replaceFirst("^pytorch_model", "model")
        .replaceFirst("\\.bin$", ".safetensors");
  }

  private static void copySmallFiles(Path source, Path target) throws IOException {
    try (Stream<Path> inside = Files.list(source)) {
      for (Path file : new TreeSet<>(inside.toList())) {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1);
        if (Files.isRegularFile(file)
            && !WEIGHTS.contains(extension)
            && !CheckpointFiles.isIndex(name)) {
          Files.copy(file, target.resolve(name));
        }
      }
    }
  }
}
