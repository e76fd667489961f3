package org.mkailin.plugins.tensorflow.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which shard holds which tensor: {@code model.safetensors.index.json} and its like.
 *
 * @param source the file, as errors call it
 * @param shardOf tensor → file name of its shard
 */
record ShardIndex(String source, Map<String, String> shardOf) {
  private static final int NAMED = 5;

  /**
   * Reads an index.
   *
   * @throws ModelFolderException if it has no «weight_map»
   */
  static ShardIndex read(Path file) throws IOException {
    return of(JsonFile.read(file), file.toString());
  }

  static ShardIndex parse(byte[] json, String source) throws IOException {
    return of(JsonFile.parse(json, source), source);
  }

  private static ShardIndex of(ObjectNode index, String source) {
    Map<String, String> shardOf = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : index.path("weight_map").properties()) {
      shardOf.put(entry.getKey(), checked(entry.getValue().asText(), entry.getKey(), source));
    }
    if (shardOf.isEmpty()) {
      throw new ModelFolderException(source + " has no weight_map; fetch it again");
    }
    return new ShardIndex(source, shardOf);
  }

  /** A shard lies beside its index: an index must not make us read elsewhere. */
  private static String checked(String shard, String tensor, String source) {
    if (shard.isBlank() || shard.contains("/") || shard.contains("\\") || shard.equals("..")) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s has tensor '%s' in '%s', but a shard must be a file beside it",
              source,
              tensor,
              shard));
    }
    return shard;
  }

  /** The file names of the shards, in order. */
  Set<String> shards() {
    return new TreeSet<>(shardOf.values());
  }

  void checkShardsExist(Path folder) {
    checkShardsExist(shard -> Files.isRegularFile(folder.resolve(shard)));
  }

  /**
   * Checks that there is each shard.
   *
   * @throws ModelFolderException that names the first one missing and tensors in it
   */
  void checkShardsExist(Predicate<String> exists) {
    for (String shard : shards()) {
      if (!exists.test(shard)) {
        throw new ModelFolderException(
            String.format(
                Locale.ROOT,
                "shard %s is missing, which %s lists for %s; fetch it",
                shard,
                source,
                named(tensorsIn(shard))));
      }
    }
  }

  /**
   * Checks that each shard holds the tensors that are listed for it.
   *
   * @throws ModelFolderException that names tensors it lacks
   */
  void checkComplete(Map<String, StoredTensor> tensors) {
    for (String shard : shards()) {
      List<String> lacking =
          tensorsIn(shard).stream().filter(tensor -> !in(shard, tensors.get(tensor))).toList();
      if (!lacking.isEmpty()) {
        throw new ModelFolderException(
            String.format(
                Locale.ROOT,
                "shard %s lacks %s, which %s lists for it; fetch both again",
                shard,
                named(lacking),
                source));
      }
    }
  }

  private static boolean in(String shard, @Nullable StoredTensor tensor) {
    return tensor != null && tensor.file().endsWith(shard);
  }

  private List<String> tensorsIn(String shard) {
    return shardOf.entrySet().stream()
        .filter(entry -> entry.getValue().equals(shard))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String named(List<String> tensors) {
    String first =
        tensors.stream().limit(NAMED).collect(Collectors.joining("', '", "tensor '", "'"));
    return tensors.size() <= NAMED
        ? first
        : first + String.format(Locale.ROOT, " and %,d more", tensors.size() - NAMED);
  }
}
