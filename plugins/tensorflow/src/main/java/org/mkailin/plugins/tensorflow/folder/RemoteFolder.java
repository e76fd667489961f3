package org.mkailin.plugins.tensorflow.folder;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * The files of a model folder on a Beam file system that a model needs: configuration, tokenizer,
 * and weights of one format.
 *
 * @param location the URL of the folder, without a slash at its end
 * @param files file name → what the file system says of it
 */
record RemoteFolder(String location, Map<String, Metadata> files) {
  /** How the states of a sentence encoder become a vector; the one file in a folder of its own. */
  private static final String POOLING = "1_Pooling/config.json";

  private static final List<String> SMALL_FILES =
      List.of(
          ModelConfig.FILE,
          GenerationDefaults.FILE,
          LoraConfig.FILE,
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "added_tokens.json",
          "vocab.txt",
          "vocab.json",
          "merges.txt",
          "tokenizer.model",
          "sentence_bert_config.json",
          POOLING,
          "chat_template.jinja",
          "chat_template.json");

  /**
   * Lists a folder.
   *
   * @throws ModelFolderException if it holds no model or adapter, or no such file system is known
   */
  static RemoteFolder list(String url) throws IOException {
    String location = url.replaceAll("/+$", "");
    Map<String, Metadata> all = match(location);
    if (!all.containsKey(ModelConfig.FILE) && !all.containsKey(LoraConfig.FILE)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s holds neither %s nor %s, so it is no model folder; it holds %s",
              location,
              ModelConfig.FILE,
              LoraConfig.FILE,
              all.isEmpty() ? "no files" : String.join(", ", all.keySet())));
    }
    Set<String> needed = new LinkedHashSet<>(SMALL_FILES);
    needed.addAll(weights(location, all));
    all.keySet().retainAll(needed);
    return new RemoteFolder(location, all);
  }

  private static Map<String, Metadata> match(String location) throws IOException {
    try {
      Map<String, Metadata> files = new TreeMap<>();
      for (Metadata file :
          FileSystems.match(location + "/*", EmptyMatchTreatment.ALLOW).metadata()) {
        String name = file.resourceId().getFilename();
        if (name != null && !file.resourceId().isDirectory()) {
          files.put(name, file);
        }
      }
      FileSystems.match(location + "/" + POOLING, EmptyMatchTreatment.ALLOW)
          .metadata()
          .forEach(file -> files.put(POOLING, file));
      return files;
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s can't be listed: %s; is Beam's file system for it on the class path?",
              location,
              e.getMessage()),
          e);
    }
  }

  private static List<String> weights(String location, Map<String, Metadata> all)
      throws IOException {
    boolean adapter = all.containsKey(LoraConfig.FILE);
    if (adapter) {
      CheckpointFiles.refuseModelBesideAdapter(location, all::containsKey);
    }
    String basename = adapter ? CheckpointFiles.ADAPTER : CheckpointFiles.MODEL;
    String weights = CheckpointFiles.choose(location, basename, all::containsKey);
    List<String> files = new ArrayList<>(List.of(weights));
    if (CheckpointFiles.isIndex(weights)) {
      ShardIndex index = ShardIndex.parse(read(all.get(weights)), location + "/" + weights);
      // A missing shard shows before the others are fetched.
      index.checkShardsExist(all::containsKey);
      files.addAll(index.shards());
    }
    return files;
  }

  private static byte[] read(Metadata file) throws IOException {
    try (ReadableByteChannel channel = FileSystems.open(file.resourceId())) {
      return Channels.newInputStream(channel).readAllBytes();
    }
  }

  /** The last part of the location. */
  String name() {
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** Bytes of all files together. */
  long bytes() {
    return files.values().stream().mapToLong(Metadata::sizeBytes).sum();
  }

  /**
   * A key for the contents: SHA-256 over names, sizes and checksums, in hexadecimal.
   *
   * <p>Where the file system has no checksum of a file, the time of its last change stands for it,
   * together with its location.
   *
   * @throws ModelFolderException if the file system has neither
   */
  String contentKey() {
    MessageDigest digest = ModelIdentity.sha256();
    files.forEach(
        (name, file) -> {
          String line =
              String.format(Locale.ROOT, "%s\0%d\0%s\n", name, file.sizeBytes(), version(file));
          digest.update(line.getBytes(StandardCharsets.UTF_8));
        });
    return ModelIdentity.hex(digest.digest());
  }

  private String version(Metadata file) {
    if (file.checksum() != null) {
      return "checksum " + file.checksum();
    }
    if (file.lastModifiedMillis() > 0) {
      return String.format(
          Locale.ROOT, "%s changed %d", file.resourceId(), file.lastModifiedMillis());
    }
    throw new ModelFolderException(
        String.format(
            Locale.ROOT,
            "the file system of %s tells neither checksum nor time of a file, so a"
                + " change could not be noticed; copy the folder to a local path",
            location));
  }
}
