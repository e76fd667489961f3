package org.mkailin.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A Beam file system «test» over local folders: {@code test:///a/b} is {@code /a/b}. It is found by
 * Beam once a test has called {@code FileSystems.setDefaultPipelineOptions}.
 *
 * <p>Every open of a file is noted in {@code .opened} beside it. Empty files beside it say how it
 * behaves: {@code .no-checksum} (only times are told), {@code .no-time} (neither is told), {@code
 * .breaks} (a read fails after four bytes), {@code .shortens} (a file ends after four bytes).
 */
public final class RemoteTestFiles extends FileSystem<RemoteTestPath> {
  static final String SCHEME = "test";
  private static final String OPENED = ".opened";

  /** Found by Beam through META-INF/services. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new RemoteTestFiles());
    }
  }

  /** The location of a local folder on this file system. */
  public static String url(Path folder) {
    return SCHEME + "://" + folder.toAbsolutePath();
  }

  /** The names of the files that were opened, in order. */
  public static List<String> opened(Path folder) throws IOException {
    Path log = folder.resolve(OPENED);
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  @Override
  protected List<MatchResult> match(List<String> specs) throws IOException {
    List<MatchResult> results = new ArrayList<>();
    for (String spec : specs) {
      List<Metadata> files = new ArrayList<>();
      for (Path file : matching(Path.of(spec.substring(url(Path.of("/")).length() - 1)))) {
        files.add(metadata(file));
      }
      results.add(
          MatchResult.create(
              files.isEmpty() ? MatchResult.Status.NOT_FOUND : MatchResult.Status.OK, files));
    }
    return results;
  }

  /**
   * A file by its name, those of a folder by a pattern, or those of the folders in a folder by
   * «**», as on HDFS; there are no other patterns here.
   */
  private static List<Path> matching(Path path) throws IOException {
    Path folder = path.getParent();
    if (path.endsWith("**") && Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        return all.filter(Files::isRegularFile)
            .filter(file -> !file.getParent().equals(folder))
            .toList();
      }
    }
    if (path.toString().contains("*") && Files.isDirectory(folder)) {
      List<Path> files = new ArrayList<>();
      try (DirectoryStream<Path> inside =
          Files.newDirectoryStream(folder, path.getFileName().toString())) {
        inside.forEach(files::add);
      }
      return files;
    }
    return Files.isRegularFile(path) ? List.of(path) : List.of();
  }

  private static Metadata metadata(Path file) throws IOException {
    boolean folder = Files.isDirectory(file);
    Metadata.Builder metadata =
        Metadata.builder()
            .setResourceId(new RemoteTestPath(file.toString(), folder))
            .setIsReadSeekEfficient(true)
            .setSizeBytes(folder ? 0 : Files.size(file));
    if (folder || Files.exists(file.resolveSibling(".no-time"))) {
      return metadata.setLastModifiedMillis(0).build();
    }
    metadata.setLastModifiedMillis(Files.getLastModifiedTime(file).toMillis());
    if (!Files.exists(file.resolveSibling(".no-checksum"))) {
      CRC32 checksum = new CRC32();
      checksum.update(Files.readAllBytes(file));
      metadata.setChecksum(Long.toHexString(checksum.getValue()));
    }
    return metadata.build();
  }

  @Override
  protected ReadableByteChannel open(RemoteTestPath path) throws IOException {
    Path file = Path.of(path.path());
    Files.writeString(
        file.resolveSibling(OPENED),
        file.getFileName() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    boolean breaks = Files.exists(file.resolveSibling(".breaks"));
    boolean shortens = Files.exists(file.resolveSibling(".shortens"));
    return breaks || shortens
        ? new Cut(Files.newByteChannel(file), breaks)
        : Files.newByteChannel(file);
  }

  /** Ends after four bytes, or fails. */
  private record Cut(ReadableByteChannel whole, boolean fails) implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer target) throws IOException {
      ByteBuffer four = ByteBuffer.allocate(4);
      if (whole.read(four) > 0 && whole.read(ByteBuffer.allocate(1 << 20)) > 0) {
        target.put(four.flip());
        return 4;
      }
      if (fails) {
        throw new IOException("connection reset");
      }
      return -1;
    }

    @Override
    public boolean isOpen() {
      return whole.isOpen();
    }

    @Override
    public void close() throws IOException {
      whole.close();
    }
  }

  @Override
  protected RemoteTestPath matchNewResource(String spec, boolean isDirectory) {
    return new RemoteTestPath(spec.substring((SCHEME + "://").length()), isDirectory);
  }

  @Override
  protected String getScheme() {
    return SCHEME;
  }

  @Override
  protected WritableByteChannel create(RemoteTestPath path, CreateOptions options)
      throws IOException {
    Path file = Path.of(path.path());
    Files.createDirectories(file.getParent());
    return Files.newByteChannel(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  @Override
  protected void copy(List<RemoteTestPath> from, List<RemoteTestPath> to) throws IOException {
    for (int i = 0; i < from.size(); i++) {
      Files.copy(Path.of(from.get(i).path()), Path.of(to.get(i).path()));
    }
  }

  @Override
  protected void rename(List<RemoteTestPath> from, List<RemoteTestPath> to, MoveOptions... options)
      throws IOException {
    for (int i = 0; i < from.size(); i++) {
      Path file = Path.of(from.get(i).path());
      if (Files.isDirectory(file)) {
        throw new IOException(
            "there are no folders to rename here, as in an object store: " + file);
      }
      Path target = Path.of(to.get(i).path());
      Files.createDirectories(target.getParent());
      Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  protected void delete(Collection<RemoteTestPath> paths) throws IOException {
    for (RemoteTestPath path : paths) {
      Files.delete(Path.of(path.path()));
    }
  }
}
