package org.mkailin.plugins.tensorflow.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Local copies of model folders, keyed by their contents: of those on other file systems, and
 * aligned ones.
 *
 * <ol>
 *   <li>An entry is {@code <cache>/<key>/<name of the folder>}. It comes into being whole, by one
 *       atomic move, and never changes, so one that is there can be used without a lock.
 *   <li>Files are first copied to {@code <cache>/.fetching-<key>}. What a killed process leaves
 *       there is never used, and removed by who fetches next.
 *   <li>A lock on {@code <cache>/<key>.lock} makes all others wait, in this JVM and in others. The
 *       lock's file stays: to delete it would let two processes lock two files of one name.
 *   <li>A changed folder has another key, so another entry. Old entries are the user's to delete.
 * </ol>
 */
final class ModelCache {
  /** The system property that names the cache folder. */
  static final String PROPERTY = "mkailin.cache";

  private static final Logger LOG = LoggerFactory.getLogger(ModelCache.class);
  private static final int KEY_DIGITS = 32;
  private static final int COPY_BYTES = 1 << 20;

  private final Path cache;

  ModelCache(Path cache) {
    this.cache = cache;
  }

  /**
   * The cache in the folder that the property {@code mkailin.cache} names, else in {@code
   * ${XDG_CACHE_HOME:-$HOME/.cache}/mkailin/models}.
   */
  static ModelCache configured() {
    String property = System.getProperty(PROPERTY, "");
    if (!property.isBlank()) {
      return new ModelCache(Path.of(property));
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return new ModelCache(base.resolve("mkailin").resolve("models"));
  }

  /**
   * The local copy of a folder, fetched if it is not there yet.
   *
   * @throws ModelFolderException if the folder is no model folder, or changes while it is copied
   */
  Path fetch(String location) throws IOException {
    RemoteFolder folder = RemoteFolder.list(location);
    Path entry = entry(folder.contentKey().substring(0, KEY_DIGITS), empty -> fetch(folder, empty));
    Path copy = entry.resolve(folder.name());
    checkSizes(folder, copy);
    return copy;
  }

  /**
   * A copy of a local folder whose weights are aligned, made if it is not there yet.
   *
   * @param identity of the folder's content
   */
  Path align(Path folder, String identity) throws IOException {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    Path entry =
        entry(
            "aligned-" + identity,
            empty -> {
              LOG.info("copying {} to {}, with aligned weights, once", folder, cache);
              Realignment.realign(folder, empty.resolve(name));
            });
    return entry.resolve(name);
  }

  /** Fills a new folder. */
  private interface Filling {
    void fill(Path empty) throws IOException;
  }

  /** The entry of a key, filled if it is not there yet. */
  private Path entry(String key, Filling filling) throws IOException {
    Path entry = cache.resolve(key);
    if (!Files.isDirectory(entry)) {
      Files.createDirectories(cache);
      Path lockFile = cache.resolve(key + ".lock");
      // A file's lock is the whole process's: where another thread has it, Java throws rather than
      // waits. So threads wait here first, for a string that all class loaders have in common.
      synchronized (lockFile.toAbsolutePath().toString().intern()) {
        try (FileChannel channel =
                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          LOG.debug("holding {}", lock);
          if (!Files.isDirectory(entry)) {
            fill(entry, filling);
          }
        }
      }
    }
    return entry;
  }

  private void fill(Path entry, Filling filling) throws IOException {
    Path temporary = cache.resolve(".fetching-" + entry.getFileName());
    FolderTree.delete(temporary);
    try {
      filling.fill(Files.createDirectories(temporary));
      Files.move(temporary, entry, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      FolderTree.delete(temporary);
    }
  }

  private static void fetch(RemoteFolder folder, Path empty) throws IOException {
    copy(folder, Files.createDirectories(empty.resolve(folder.name())));
    if (!RemoteFolder.list(folder.location()).contentKey().equals(folder.contentKey())) {
      throw new ModelFolderException(
          folder.location() + " changed while it was fetched; run again when it is complete");
    }
  }

  private static void copy(RemoteFolder folder, Path target) throws IOException {
    int done = 0;
    for (Map.Entry<String, Metadata> file : folder.files().entrySet()) {
      LOG.info(
          "fetching {} (file {} of {}, {} bytes of {}) to {}",
          file.getValue().resourceId(),
          ++done,
          folder.files().size(),
          file.getValue().sizeBytes(),
          folder.bytes(),
          target);
      Path copy = target.resolve(file.getKey());
      Files.createDirectories(copy.getParent());
      copy(file.getValue(), copy);
    }
    checkSizes(folder, target);
  }

  private static void copy(Metadata file, Path target) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(COPY_BYTES);
    try (ReadableByteChannel in = FileSystems.open(file.resourceId());
        FileChannel out =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (in.read(buffer.clear()) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
      }
      // Else a power cut could leave a complete entry of empty files.
      out.force(true);
    }
  }

  private static void checkSizes(RemoteFolder folder, Path copy) throws IOException {
    for (Map.Entry<String, Metadata> file : folder.files().entrySet()) {
      Path local = copy.resolve(file.getKey());
      long bytes = Files.exists(local) ? Files.size(local) : 0;
      if (bytes != file.getValue().sizeBytes()) {
        throw new ModelFolderException(
            String.format(
                Locale.ROOT,
                "%s has %,d bytes, but its copy %s has %,d; delete %s and run again",
                file.getValue().resourceId(),
                file.getValue().sizeBytes(),
                local,
                bytes,
                copy.getParent()));
      }
    }
  }
}
