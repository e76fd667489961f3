package org.mkailin.plugins.tensorflow.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The weight files of a folder: one format of the several that it may hold, the best first.
 *
 * @param folder the folder
 * @param name the file, or the index of shards
 * @param format how they are written
 */
record CheckpointFiles(Path folder, String name, Format format) {
  /** Basename of a model's weights. */
  static final String MODEL = "model";

  /** Basename of an adapter's weights. */
  static final String ADAPTER = "adapter_model";

  private static final String LFS = "version https://git-lfs";
  private static final String SAFETENSORS_END = ".safetensors";
  private static final String INDEX = ".index.json";

  /** A format of weights. */
  enum Format {
    SAFETENSORS,
    TORCH;

    private Collection<StoredTensor> tensors(Path file) throws IOException {
      refuseLfsPointer(file);
      return this == SAFETENSORS ? SafetensorsFile.tensors(file) : TorchFile.tensors(file);
    }
  }

  /**
   * The files that are read of those in a folder.
   *
   * @throws ModelFolderException if there are none
   */
  static CheckpointFiles of(Path folder, String basename) {
    String name =
        choose(folder.toString(), basename, file -> Files.isRegularFile(folder.resolve(file)));
    boolean safetensors = name.startsWith(basename + SAFETENSORS_END);
    return new CheckpointFiles(folder, name, safetensors ? Format.SAFETENSORS : Format.TORCH);
  }

  /**
   * The file, or index of shards, that is read of those that exist.
   *
   * @param folder where they are, as the error calls it
   * @throws ModelFolderException if there is none
   */
  static String choose(String folder, String basename, Predicate<String> exists) {
    List<String> candidates = candidates(basename);
    return candidates.stream()
        .filter(exists)
        .findFirst()
        .orElseThrow(
            () ->
                new ModelFolderException(
                    String.format(
                        Locale.ROOT,
                        "%s holds no weights; it needs %s",
                        folder,
                        String.join(" or ", candidates))));
  }

  /**
   * Checks that a folder with an adapter holds no model too: which is meant can't be known.
   *
   * @param folder where they are, as the error calls it
   */
  static void refuseModelBesideAdapter(String folder, Predicate<String> exists) {
    if (candidates(MODEL).stream().anyMatch(exists)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s holds both a model and %s; move the adapter into a folder of its own,"
                  + " and set `model` to this folder and `adapter` to that",
              folder,
              LoraConfig.FILE));
    }
  }

  private static List<String> candidates(String basename) {
    String safetensors = basename + SAFETENSORS_END;
    String torch = (basename.equals(MODEL) ? "pytorch_model" : basename) + ".bin";
    return List.of(safetensors, safetensors + INDEX, torch, torch + INDEX);
  }

  /** Whether a file lists shards. */
  static boolean isIndex(String name) {
    return name.endsWith(INDEX);
  }

  /** Whether {@link #name} lists shards. */
  boolean sharded() {
    return isIndex(name);
  }

  /** Reads the headers of all files. */
  Checkpoint open() throws IOException {
    Path file = folder.resolve(name);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    if (!sharded()) {
      add(format.tensors(file), tensors);
      return new Checkpoint(folder, tensors);
    }
    ShardIndex index = ShardIndex.read(file);
    index.checkShardsExist(folder);
    List<StoredTensor> stored = new ArrayList<>();
    for (String shard : index.shards()) {
      stored.addAll(format.tensors(folder.resolve(shard)));
    }
    add(stored, tensors);
    index.checkComplete(tensors);
    return new Checkpoint(folder, tensors);
  }

  /** A clone without Git LFS has a few lines of text in place of each large file. */
  private static void refuseLfsPointer(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(LFS.length());
      if (new String(start, StandardCharsets.US_ASCII).equals(LFS)) {
        throw new ModelFolderException(
            file + " is a Git LFS pointer, not the weights; run `git lfs pull` in its folder");
      }
    }
  }

  private static void add(Collection<StoredTensor> stored, Map<String, StoredTensor> tensors) {
    for (StoredTensor tensor : stored) {
      StoredTensor other = tensors.put(tensor.name(), tensor);
      if (other != null) {
        throw new ModelFolderException(
            String.format(
                Locale.ROOT,
                "tensor '%s' is both in %s and in %s; remove the shard that is not of this model",
                tensor.name(),
                other.file(),
                tensor.file()));
      }
    }
  }
}
