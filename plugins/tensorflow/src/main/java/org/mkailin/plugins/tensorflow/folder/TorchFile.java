package org.mkailin.plugins.tensorflow.folder;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the table of tensors of a file of torch.save: a zip archive, or the legacy format that
 * torch wrote before 1.6.
 *
 * <p>The zip archive holds {@code <name>/data.pkl}, the state dict, and {@code <name>/data/<key>},
 * the bytes of each storage. The legacy format is five pickles one after the other (magic number,
 * protocol, system, state dict, storage keys), and then for each key the number of elements (8
 * bytes) and the elements. Source: torch/serialization.py.
 */
final class TorchFile {
  private static final int ZIP = 0x04034b50;
  private static final int PICKLE = 0x80;
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);

  private final FileChannel channel;
  private final Path file;
  private final TorchGlobals globals;

  private TorchFile(FileChannel channel, Path file) {
    this.channel = channel;
    this.file = file;
    this.globals = new TorchGlobals(file);
  }

  /**
   * The tensors of a file, in the order of its state dict.
   *
   * @throws ModelFolderException if it is damaged, holds something else, or names what it must not
   */
  static List<StoredTensor> tensors(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return new TorchFile(channel, file).tensors();
    }
  }

  private List<StoredTensor> tensors() throws IOException {
    if (channel.size() >= Integer.BYTES) {
      ByteBuffer start = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      SafetensorsFile.readFully(channel, start, 0);
      if (start.getInt(0) == ZIP) {
        return zip();
      }
      if ((start.get(0) & 0xff) == PICKLE) {
        return legacy();
      }
    }
    throw another();
  }

  private ModelFolderException another() {
    return new ModelFolderException(
        file + " is no file of torch.save; fetch it again, or take the model's safetensors");
  }

  private List<StoredTensor> zip() throws IOException {
    Map<String, Extent> entries = ZipEntries.read(channel, file);
    String pickle =
        entries.keySet().stream()
            .filter(name -> name.endsWith("/data.pkl"))
            .findFirst()
            .orElseThrow(
                () ->
                    new ModelFolderException(
                        file + " has no entry data.pkl, so it is no file of torch.save"));
    String root = pickle.substring(0, pickle.length() - "data.pkl".length());
    checkByteOrder(entries.get(root + "byteorder"));
    Object state = read(new PickleInput(channel, file, entries.get(pickle)));

    Map<String, Extent> storages = new HashMap<>();
    entries.forEach(
        (name, extent) -> {
          if (name.startsWith(root + "data/")) {
            storages.put(name.substring(root.length() + "data/".length()), extent);
          }
        });
    return tensors(state, storages);
  }

  private List<StoredTensor> legacy() throws IOException {
    PickleInput in = new PickleInput(channel, file, new Extent(0, channel.size()));
    if (!MAGIC.equals(read(in))) {
      throw another();
    }
    read(in); // the protocol
    if (read(in) instanceof Map<?, ?> system && Boolean.FALSE.equals(system.get("little_endian"))) {
      throw bigEndian();
    }
    Object state = read(in);
    if (!(read(in) instanceof List<?> keys)) {
      throw new ModelFolderException(file + " has no list of storages; fetch it again");
    }
    Map<String, Extent> storages = new HashMap<>();
    long position = in.position();
    for (Object key : keys) {
      TorchStorage storage = key instanceof String ? globals.storages().get(key) : null;
      if (storage == null) {
        throw new ModelFolderException(
            String.format(
                Locale.ROOT, "%s lists a storage that no tensor is in; fetch it again", file));
      }
      long bytes = storage.elements() * storage.type().bytes();
      storages.put(storage.key(), new Extent(position + Long.BYTES, bytes));
      position += Long.BYTES + bytes;
    }
    return tensors(state, storages);
  }

  private Object read(PickleInput in) throws IOException {
    return new Pickle(in, globals).read();
  }

  private void checkByteOrder(@Nullable Extent entry) throws IOException {
    if (entry != null) {
      ByteBuffer order = ByteBuffer.allocate((int) Math.min(entry.length(), 16));
      SafetensorsFile.readFully(channel, order, entry.offset());
      if (!StandardCharsets.US_ASCII.decode(order.flip()).toString().equals("little")) {
        throw bigEndian();
      }
    }
  }

  private ModelFolderException bigEndian() {
    return new ModelFolderException(
        file + " is big-endian, which is not supported; take the model's safetensors");
  }

  private List<StoredTensor> tensors(Object state, Map<String, Extent> storages)
      throws IOException {
    if (!(state instanceof Map<?, ?> tensors)) {
      throw new ModelFolderException(
          file + " holds no state dict (names and their tensors); save model.state_dict()");
    }
    List<StoredTensor> stored = new ArrayList<>();
    for (Map.Entry<?, ?> entry : tensors.entrySet()) {
      String name = String.valueOf(entry.getKey());
      if (!(entry.getValue() instanceof TorchTensor tensor)) {
        throw new ModelFolderException(
            String.format(
                Locale.ROOT,
                "%s has under '%s' no tensor; save model.state_dict() alone",
                file,
                name));
      }
      Extent extent = storages.get(tensor.storage().key());
      if (extent == null) {
        throw new ModelFolderException(
            String.format(
                Locale.ROOT,
                "%s lacks storage '%s', which tensor '%s' is in; fetch it again",
                file,
                tensor.storage().key(),
                name));
      }
      stored.add(tensor.stored(name, file, extent).within(channel.size()));
    }
    return stored;
  }
}
