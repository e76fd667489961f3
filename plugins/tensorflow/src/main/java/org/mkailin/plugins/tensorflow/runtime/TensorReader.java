package org.mkailin.plugins.tensorflow.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.mkailin.plugins.tensorflow.folder.ElementType;
import org.mkailin.plugins.tensorflow.folder.ModelFolderException;
import org.mkailin.plugins.tensorflow.folder.StoredTensor;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * Gives a checkpoint's tensors to TensorFlow without a second copy.
 *
 * <p>TensorFlow computes on memory that is aligned to 64 bytes. A tensor that lies so in its file
 * is mapped: its pages are the file's, shared by all processes, and read when they are first used.
 * Any other is read once, straight into memory of TensorFlow's own. Either way a weight is in
 * memory once.
 *
 * <p>Keep the reader open for as long as a session uses its tensors.
 */
final class TensorReader implements AutoCloseable {
  private static final int ALIGNMENT = 64;
  private static final int CHUNK = 1 << 30;

  private final Map<Path, FileChannel> channels = new HashMap<>();
  // Whatever is mapped stays mapped while this is reachable.
  private final List<MappedByteBuffer> maps = new ArrayList<>();
  private long mappedBytes;

  /**
   * Opens a tensor in the type that it is stored in; the caller closes it.
   *
   * @param mayMap whether its memory may be the file's: never for a tensor that is written to
   * @throws ModelFolderException if it holds no floating-point numbers of a kind that we compute
   *     with
   */
  TType open(StoredTensor stored, boolean mayMap) throws IOException {
    Class<? extends TType> type = typeOf(stored);
    long[] shape = stored.shape().stream().mapToLong(Long::longValue).toArray();
    boolean aligned = stored.offset() % ALIGNMENT == 0 && stored.length() <= Integer.MAX_VALUE;
    if (mayMap && aligned && stored.length() > 0) {
      MappedByteBuffer map =
          channel(stored.file()).map(MapMode.READ_ONLY, stored.offset(), stored.length());
      maps.add(map);
      mappedBytes += stored.length();
      return TensorMemory.wrap(dataTypeOf(stored.type()), shape, new BytePointer(map));
    }
    TType tensor = Tensor.of(type, Shape.of(shape));
    try {
      read(stored, tensor);
      return tensor;
    } catch (IOException | RuntimeException e) {
      tensor.close();
      throw e;
    }
  }

  private void read(StoredTensor stored, TType tensor) throws IOException {
    FileChannel channel = channel(stored.file());
    for (long from = 0; from < stored.length(); from += CHUNK) {
      ByteBuffer target =
          TensorMemory.bytes(tensor, from, (int) Math.min(CHUNK, stored.length() - from));
      for (long at = stored.offset() + from; target.hasRemaining(); ) {
        int count = channel.read(target, at);
        if (count < 0) {
          throw new EOFException(
              String.format(
                  Locale.ROOT,
                  "%s ends in the middle of tensor '%s'",
                  stored.file(),
                  stored.name()));
        }
        at += count;
      }
    }
  }

  /** Bytes of all tensors whose memory is a file's. */
  long mappedBytes() {
    return mappedBytes;
  }

  private FileChannel channel(Path file) throws IOException {
    FileChannel channel = channels.get(file);
    if (channel == null) {
      channel = FileChannel.open(file);
      channels.put(file, channel);
    }
    return channel;
  }

  static Class<? extends TType> typeOf(StoredTensor stored) {
    return switch (stored.type()) {
      case F32 -> TFloat32.class;
      case F16 -> TFloat16.class;
      case BF16 -> TBfloat16.class;
      default ->
          throw new ModelFolderException(
              String.format(
                  Locale.ROOT,
                  "tensor '%s' in %s holds %s, but weights must be F32, F16 or BF16",
                  stored.name(),
                  stored.file(),
                  stored.type()));
    };
  }

  private static DataType dataTypeOf(ElementType type) {
    return switch (type) {
      case F32 -> DataType.DT_FLOAT;
      case F16 -> DataType.DT_HALF;
      case BF16 -> DataType.DT_BFLOAT16;
      default -> throw new IllegalArgumentException("not a weight's type: " + type);
    };
  }

  @Override
  public void close() throws IOException {
    for (FileChannel channel : channels.values()) {
      channel.close();
    }
    maps.clear();
  }
}
