package org.mkailin.runners.dataflow.standin;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Objects in buckets. Each has a file of its own in a local folder, under a number: an object's
 * name may be longer than a file's, and {@code a} may stand beside {@code a/b}.
 */
public final class Buckets {
  /**
   * One object.
   *
   * @param file what it holds
   * @param size in bytes
   * @param generation counts the writes to all buckets
   */
  record Stored(Path file, long size, long generation) {}

  private final Path folder;
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final Map<String, Stored> objects = new ConcurrentSkipListMap<>();
  private final AtomicLong generation = new AtomicLong();

  Buckets(Path folder) {
    this.folder = folder;
  }

  void create(String bucket) {
    names.add(bucket);
  }

  boolean exists(String bucket) {
    return names.contains(bucket);
  }

  /** Objects by name, below a prefix, in the order of their names. */
  Map<String, Stored> list(String bucket, String prefix) {
    Map<String, Stored> found = new ConcurrentSkipListMap<>();
    objects.forEach(
        (key, object) -> {
          if (key.startsWith(bucket + "/" + prefix)) {
            found.put(key.substring(bucket.length() + 1), object);
          }
        });
    return found;
  }

  /** The names of the objects below {@code gs://BUCKET/PREFIX}. */
  public List<String> names(String bucket, String prefix) {
    return List.copyOf(list(bucket, prefix).keySet());
  }

  @Nullable Stored find(String bucket, String name) {
    return objects.get(bucket + "/" + name);
  }

  /** A file that an upload writes to, before it becomes an object. */
  Path newFile() {
    return folder.resolve(String.valueOf(generation.incrementAndGet()));
  }

  /** Makes an object of a finished file. */
  Stored put(String bucket, String name, Path file) {
    try {
      Stored stored = new Stored(file, Files.size(file), generation.incrementAndGet());
      objects.put(bucket + "/" + name, stored);
      return stored;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a local file into a bucket. */
  public void upload(Path local, String bucket, String name) {
    try {
      Path file = newFile();
      Files.copy(local, file, StandardCopyOption.REPLACE_EXISTING);
      put(bucket, name, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies an object from other buckets. */
  public void copy(Buckets from, String bucket, String name) {
    Stored stored = from.find(bucket, name);
    if (stored != null) {
      upload(stored.file(), bucket, name);
    }
  }

  /** What an object holds. */
  public byte[] read(String bucket, String name) {
    Stored stored = find(bucket, name);
    if (stored == null) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "no object gs://%s/%s", bucket, name));
    }
    return read(stored, 0, stored.size());
  }

  /** What the object of a URL such as {@code gs://BUCKET/NAME} holds. */
  public byte[] read(String url) {
    String[] bucketAndName = url.replaceFirst("^gs://", "").split("/", 2);
    return read(bucketAndName[0], bucketAndName[1]);
  }

  /** A part of an object. */
  static byte[] read(Stored stored, long from, long to) {
    byte[] bytes = new byte[Math.toIntExact(to - from)];
    try (RandomAccessFile file = new RandomAccessFile(stored.file().toFile(), "r")) {
      file.seek(from);
      file.readFully(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many bytes an object has. */
  public long size(String bucket, String name) {
    Stored stored = find(bucket, name);
    return stored == null ? -1 : stored.size();
  }

  boolean delete(String bucket, String name) {
    return objects.remove(bucket + "/" + name) != null;
  }
}
