package org.mkailin.plugins.tensorflow.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tensors of a checkpoint, whatever its file format.
 *
 * <p>Only headers are read, no weights; every tensor is checked to lie within its file. Immutable,
 * so any number of threads may use one.
 */
public final class Checkpoint {
  private final Path folder;
  private final Map<String, StoredTensor> tensors;

  Checkpoint(Path folder, Map<String, StoredTensor> tensors) {
    this.folder = folder;
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * Opens the weights of a model: {@code model.safetensors} or its shards, else {@code
   * pytorch_model.bin} or its shards.
   *
   * @throws ModelFolderException if there are none, or a file is damaged or not supported
   */
  public static Checkpoint open(Path folder) throws IOException {
    return open(folder, CheckpointFiles.MODEL);
  }

  /**
   * Opens weights of another name.
   *
   * @param basename {@code model}, or {@code adapter_model} for a PEFT adapter
   * @throws ModelFolderException if there are none, or a file is damaged or not supported
   */
  public static Checkpoint open(Path folder, String basename) throws IOException {
    return CheckpointFiles.of(folder, basename).open();
  }

  /** The folder that the files are in. */
  public Path folder() {
    return folder;
  }

  /** The names of all tensors, in the order of the files. */
  public Set<String> names() {
    return tensors.keySet();
  }

  /** Whether there is a tensor of this name. */
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /**
   * The tensor of a name.
   *
   * @throws ModelFolderException if there is none; it names those that are nearest
   */
  public StoredTensor get(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s has no tensor '%s' among its %d; nearest: %s",
              folder,
              name,
              tensors.size(),
              nearest(name)));
    }
    return tensor;
  }

  /** All tensors, in the order of the files. */
  public Collection<StoredTensor> tensors() {
    return tensors.values();
  }

  /** Bytes of all tensors together. */
  public long bytes() {
    return tensors.values().stream().mapToLong(StoredTensor::length).sum();
  }

  /** What comes near is what ends alike: names mostly differ in a prefix such as «bert.». */
  private String nearest(String name) {
    List<String> nearest =
        tensors.keySet().stream()
            .sorted(
                Comparator.comparingInt((String other) -> -commonEnd(name, other))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(3)
            .toList();
    return nearest.stream().collect(Collectors.joining("', '", "'", "'"));
  }

  private static int commonEnd(String a, String b) {
    int common = 0;
    while (common < Math.min(a.length(), b.length())
        && a.charAt(a.length() - 1 - common) == b.charAt(b.length() - 1 - common)) {
      common++;
    }
    return common;
  }
}
