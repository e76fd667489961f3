package org.mkailin.pipelines.place;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files below a folder on any Beam file system, by names relative to it.
 *
 * <p>A local folder is listed by the JDK: Beam lists by glob patterns only, in which a name such as
 * {@code out[1]} means something else.
 */
public final class FolderFiles {
  private static final Logger LOG = LoggerFactory.getLogger(FolderFiles.class);

  private final String path;
  private final Optional<Path> local;

  private FolderFiles(String path) {
    this.path = path;
    this.local = path.startsWith("/") ? Optional.of(Path.of(path)) : Optional.empty();
  }

  /**
   * The folder of this name; a relative one is made absolute.
   *
   * @throws IOException if it is not local and its name has characters of a pattern
   */
  public static FolderFiles at(String name) throws IOException {
    FolderFiles folder = new FolderFiles(Locations.absolute(name));
    if (folder.local.isEmpty() && name.matches(".*[*?\\[\\]{}].*")) {
      throw new IOException("its name must have none of * ? [ ] { }");
    }
    return folder;
  }

  public FolderFiles below(String name) {
    return new FolderFiles(path + "/" + name);
  }

  public String path() {
    return path;
  }

  ResourceId resource(String name) {
    return FileSystems.matchNewResource(path + "/" + name, false);
  }

  public boolean exists() {
    return local.map(Files::exists).orElse(true);
  }

  public boolean has(String name) throws IOException {
    return local.isPresent()
        ? Files.exists(local.get().resolve(name))
        : !FileSystems.match(path + "/" + name, EmptyMatchTreatment.ALLOW).metadata().isEmpty();
  }

  /** Every file below, however deep. */
  public List<String> files() throws IOException {
    List<String> names = new ArrayList<>();
    if (local.isPresent()) {
      if (Files.exists(local.get())) {
        try (Stream<Path> all = Files.walk(local.get())) {
          all.filter(file -> !Files.isDirectory(file))
              .forEach(file -> names.add(local.get().relativize(file).toString()));
        }
      }
      return names;
    }
    // On HDFS, ** are the files of folders below alone, and * are folders, too.
    Stream.concat(matching("/**"), matching("/*").filter(FolderFiles::isFile))
        .map(file -> file.resourceId().toString().substring(path.length() + 1))
        .distinct()
        .forEach(names::add);
    return names;
  }

  private Stream<MatchResult.Metadata> matching(String below) throws IOException {
    return FileSystems.match(path + below, EmptyMatchTreatment.ALLOW).metadata().stream();
  }

  /** Hadoop's file system tells folders from files by nothing else; we write no empty files. */
  private static boolean isFile(MatchResult.Metadata found) {
    return found.sizeBytes() > 0;
  }

  public String read(String name) throws IOException {
    try (InputStream in = Channels.newInputStream(FileSystems.open(resource(name)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public void write(String name, String content) throws IOException {
    try (Writer out =
        Channels.newWriter(
            FileSystems.create(resource(name), "text/plain"), StandardCharsets.UTF_8)) {
      out.write(content);
    }
  }

  /**
   * Moves files; folders are made where there are none. A file that is not there is passed over, so
   * that a move that was broken off can be done again.
   */
  static void move(List<ResourceId> from, List<ResourceId> to) throws IOException {
    FileSystems.rename(from, to, StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  /** Deletes the folder and all in it. */
  public void deleteAll() throws IOException {
    if (local.isEmpty()) {
      FileSystems.delete(files().stream().map(this::resource).toList());
      deleteFolders();
    } else if (Files.exists(local.get())) {
      List<Path> deepestFirst;
      try (Stream<Path> all = Files.walk(local.get())) {
        deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }

  /** Object stores have no folders, and nothing to delete; HDFS has. */
  private void deleteFolders() throws IOException {
    for (MatchResult.Metadata found : matching("/*").filter(found -> !isFile(found)).toList()) {
      new FolderFiles(found.resourceId().toString().replaceAll("/+$", "")).deleteFolders();
    }
    try {
      FileSystems.delete(List.of(FileSystems.matchNewResource(path + "/", true)));
    } catch (IOException e) {
      // An empty folder more does no harm.
      LOG.debug("folder {} stays", path, e);
    }
  }

  public void deleteIfEmpty() throws IOException {
    if (local.isPresent() && Files.isDirectory(local.get())) {
      try (Stream<Path> inside = Files.list(local.get())) {
        if (inside.findAny().isPresent()) {
          return;
        }
      }
      Files.delete(local.get());
    }
  }
}
