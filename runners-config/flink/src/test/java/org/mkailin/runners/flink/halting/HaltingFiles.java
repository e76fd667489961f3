package org.mkailin.runners.flink.halting;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A Beam file system over local folders, {@code halting:/a/b} for {@code /a/b}, which stops for
 * good when it has written half of an sft file below a folder {@code out}; {@code out.marker}
 * beside that folder says so.
 */
public final class HaltingFiles extends FileSystem<HaltingPath> {
  static final String SCHEME = "halting";
  private static final String ALL_BELOW = "/**";

  /** Found by Beam through META-INF/services. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new HaltingFiles());
    }
  }

  @Override
  protected List<MatchResult> match(List<String> specs) throws IOException {
    return specs.stream().map(HaltingFiles::match).toList();
  }

  private static MatchResult match(String spec) {
    String path = withoutScheme(spec);
    Path start = Path.of(path.replace(ALL_BELOW, ""));
    try (Stream<Path> found = Files.exists(start) ? Files.walk(start) : Stream.of()) {
      List<Metadata> files =
          found
              .filter(Files::isRegularFile)
              .filter(file -> path.endsWith(ALL_BELOW) || file.equals(start))
              .map(HaltingFiles::metadata)
              .toList();
      return MatchResult.create(
          files.isEmpty() ? MatchResult.Status.NOT_FOUND : MatchResult.Status.OK, files);
    } catch (IOException e) {
      return MatchResult.create(MatchResult.Status.ERROR, e);
    }
  }

  private static Metadata metadata(Path file) {
    return Metadata.builder()
        .setResourceId(new HaltingPath(file.toString(), false))
        .setIsReadSeekEfficient(true)
        .setSizeBytes(file.toFile().length())
        .build();
  }

  private static String withoutScheme(String spec) {
    return spec.substring(SCHEME.length() + 1);
  }

  @Override
  protected WritableByteChannel create(HaltingPath path, CreateOptions options) throws IOException {
    Files.createDirectories(path.local().getParent());
    WritableByteChannel file = Channels.newChannel(Files.newOutputStream(path.local()));
    int staging = path.path().indexOf("/.mkailin-");
    return staging > 0 && path.path().contains("/sft/")
        ? new Half(file, Path.of(path.path().substring(0, staging) + ".marker"))
        : file;
  }

  /** Stops for good after half of what it is given first. */
  private record Half(WritableByteChannel file, Path marker) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer source) throws IOException {
      int length = source.remaining();
      ByteBuffer half = source.slice(source.position(), length / 2);
      file.write(half);
      Marker.haltOnce(marker);
      source.position(source.position() + length / 2);
      file.write(source);
      return length;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Override
  protected ReadableByteChannel open(HaltingPath path) throws IOException {
    return Files.newByteChannel(path.local());
  }

  @Override
  protected void copy(List<HaltingPath> from, List<HaltingPath> to) throws IOException {
    for (int i = 0; i < from.size(); i++) {
      Files.createDirectories(to.get(i).local().getParent());
      Files.copy(from.get(i).local(), to.get(i).local());
    }
  }

  @Override
  protected void rename(List<HaltingPath> from, List<HaltingPath> to, MoveOptions... options)
      throws IOException {
    for (int i = 0; i < from.size(); i++) {
      Files.createDirectories(to.get(i).local().getParent());
      Files.move(from.get(i).local(), to.get(i).local());
    }
  }

  @Override
  protected void delete(Collection<HaltingPath> paths) throws IOException {
    for (HaltingPath path : paths) {
      Files.delete(path.local());
    }
  }

  @Override
  protected HaltingPath matchNewResource(String spec, boolean isDirectory) {
    return new HaltingPath(withoutScheme(spec), isDirectory);
  }

  @Override
  protected String getScheme() {
    return SCHEME;
  }
}
