package org.mkailin.plugins.tensorflow.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Names a model by a sample of what is in it; see {@link ModelFolder#identity()}. */
final class ModelIdentity {
  private static final int SAMPLE = 4096;
  private static final int DIGITS = 12;

  private final MessageDigest digest = sha256();

  private ModelIdentity() {}

  static String of(ModelFolder model) throws IOException {
    ModelIdentity identity = new ModelIdentity();
    identity.add(model.path().resolve(ModelConfig.FILE), model.checkpoint());
    String name = name(model.path());
    if (model.adapter().isPresent()) {
      LoraAdapter adapter = model.adapter().get();
      identity.add(adapter.folder().resolve(LoraConfig.FILE), adapter.checkpoint());
      name = name + "+" + name(adapter.folder());
    }
    return name + "-" + hex(identity.digest.digest()).substring(0, DIGITS);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** The last name of a path, also of «.» and «/». */
  private static String name(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "model" : name.toString();
  }

  private void add(Path config, Checkpoint checkpoint) throws IOException {
    digest.update(Files.readAllBytes(config));
    Map<Path, FileChannel> open = new HashMap<>();
    try {
      for (String name : new TreeSet<>(checkpoint.names())) {
        StoredTensor tensor = checkpoint.get(name);
        String line =
            String.format(Locale.ROOT, "\n%s %s %s\n", name, tensor.type(), tensor.shape());
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        FileChannel channel = open.get(tensor.file());
        if (channel == null) {
          channel = FileChannel.open(tensor.file());
          open.put(tensor.file(), channel);
        }
        sample(channel, tensor);
      }
    } finally {
      for (FileChannel channel : open.values()) {
        channel.close();
      }
    }
  }

  private void sample(FileChannel channel, StoredTensor tensor) throws IOException {
    int bytes = (int) Math.min(SAMPLE, tensor.length());
    for (long offset : new long[] {tensor.offset(), tensor.offset() + tensor.length() - bytes}) {
      ByteBuffer sample = ByteBuffer.allocate(bytes);
      SafetensorsFile.readFully(channel, sample, offset);
      digest.update(sample.flip());
    }
  }
}
