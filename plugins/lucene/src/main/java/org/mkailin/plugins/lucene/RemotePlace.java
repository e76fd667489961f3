package org.mkailin.plugins.lucene;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;
import org.mkailin.model.PassageIndexWriter.Build;

/**
 * An index on any Beam file system, where folders can't be renamed as one.
 *
 * <pre>
 * index.json      names the folder of the finished index and its files; put in place last
 * index-BUILD-…/  the index that it names
 * .staging/       what has been written so far, see {@link PartFile}
 * </pre>
 *
 * <p>Nobody replaces or deletes the files of another build's index, so what an index.json names is
 * whole, whoever wrote it.
 *
 * @param url the location, without a slash at its end
 * @param work folder on this machine's disk, for building and for copies
 */
record RemotePlace(String url, Path work) implements IndexPlace {
  @Override
  public Optional<IndexLabel> finished() throws IOException {
    return published().map(Published::label);
  }

  /** What stands in index.json; empty where there is none. */
  Optional<Published> published() throws IOException {
    String marker = url + "/" + Published.NAME;
    if (match(marker).isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = Channels.newInputStream(FileSystems.open(file(marker)))) {
      return Optional.of(Published.read(in.readAllBytes(), url));
    }
  }

  /**
   * What stands in index.json, after a look whether all of its files are there.
   *
   * @throws IllegalStateException if there is no whole index, saying why as far as one can tell
   */
  private Published checkFinished() throws IOException {
    Optional<Published> published = published();
    if (published.isEmpty()) {
      throw new IllegalStateException(
          staged().isEmpty()
              ? String.format(Locale.ROOT, "there is no index at %s; build it first", url)
              : String.format(
                  Locale.ROOT,
                  "index %s is unfinished: it was begun, and not all of it was written; build it again",
                  url));
    }
    Map<String, Long> there = new HashMap<>();
    for (Metadata file : match(url + "/" + published.get().folder() + "/*")) {
      there.put(file.resourceId().getFilename(), file.sizeBytes());
    }
    published
        .get()
        .files()
        .forEach(
            (name, bytes) -> {
              if (!bytes.equals(there.get(name))) {
                throw new IllegalStateException(
                    String.format(
                        Locale.ROOT,
                        "index %s should have a file %s/%s of %,d bytes, but %s; rebuild the index",
                        url,
                        published.get().folder(),
                        name,
                        bytes,
                        there.containsKey(name)
                            ? String.format(Locale.ROOT, "it has %,d", there.get(name))
                            : "there is none"));
              }
            });
    return published.get();
  }

  @Override
  public OpenIndex open(int candidates) throws IOException {
    return new RemoteIndex(this, checkFinished(), candidates);
  }

  /** Leaves a note: so a place that can't be written to shows before anything is encoded. */
  @Override
  public void prepare(Build build) throws IOException {
    write(String.format(Locale.ROOT, "%s/%s.begun", staging(), build.id()), new byte[] {'\n'});
  }

  @Override
  public String staging() {
    return url + "/.staging";
  }

  @Override
  public Set<String> staged() throws IOException {
    return match(staging() + "/*").stream()
        .map(file -> String.valueOf(file.resourceId().getFilename()))
        .collect(Collectors.toSet());
  }

  @Override
  public WorkFolder workFolder() throws IOException {
    return WorkFolder.in(work);
  }

  @Override
  public void publish(Path built, IndexLabel label) throws IOException {
    String folder = String.format(Locale.ROOT, "index-%s-%s", label.build(), UUID.randomUUID());
    // A rename, since an object appears at once, but a file while it is being written.
    String marker =
        String.format(Locale.ROOT, "%s/%s.%s", staging(), Published.NAME, UUID.randomUUID());
    try {
      write(marker, Published.of(label, folder, upload(built, folder)).bytes());
      if (finished().isPresent()) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "index %s was finished by another job meanwhile", url));
      }
    } catch (IOException | RuntimeException e) {
      deleteAll(url + "/" + folder + "/*");
      throw e;
    }
    FileSystems.rename(List.of(file(marker)), List.of(file(url + "/" + Published.NAME)));
  }

  /** Uploads a folder's files, and says how large they are. */
  private Map<String, Long> upload(Path from, String folder) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        try (OutputStream out = create(String.format(Locale.ROOT, "%s/%s/%s", url, folder, name))) {
          sizes.put(name, Files.copy(file, out));
        }
      }
    }
    return sizes;
  }

  @Override
  public void clearStaging() throws IOException {
    deleteAll(staging() + "/*");
  }

  /** Copies the files of an index to a local folder. */
  void fetch(Published index, Path folder) throws IOException {
    for (String name : index.files().keySet()) {
      String from = String.format(Locale.ROOT, "%s/%s/%s", url, index.folder(), name);
      Path to = folder.resolve(name);
      try (InputStream in = Channels.newInputStream(FileSystems.open(file(from)))) {
        Files.copy(in, to);
      } catch (FileNotFoundException e) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "index %s lacks its file %s; rebuild the index", url, from),
            e);
      }
      if (Files.size(to) != index.files().get(name)) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "file %s was cut short: %,d of %,d bytes came",
                from,
                Files.size(to),
                index.files().get(name)));
      }
    }
  }

  private static void deleteAll(String pattern) throws IOException {
    List<ResourceId> files =
        FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata().stream()
            .map(Metadata::resourceId)
            .filter(file -> !file.isDirectory())
            .toList();
    FileSystems.delete(files);
  }

  private static void write(String url, byte[] bytes) throws IOException {
    try (OutputStream out = create(url)) {
      out.write(bytes);
    }
  }

  private static OutputStream create(String url) throws IOException {
    return Channels.newOutputStream(FileSystems.create(file(url), MimeTypes.BINARY));
  }

  private static ResourceId file(String url) {
    return FileSystems.matchNewResource(url, false);
  }

  private List<Metadata> match(String pattern) throws IOException {
    try {
      return FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata();
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "index %s can't be reached: %s; is Beam's file system for it on the class path?",
              url,
              e.getMessage()),
          e);
    }
  }

  @Override
  public String toString() {
    return url;
  }
}
