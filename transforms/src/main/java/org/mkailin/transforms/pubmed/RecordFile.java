package org.mkailin.transforms.pubmed;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/**
 * One open file of records: finds out by its first bytes whether it is gzipped, and whether it
 * holds XML or JSON lines.
 *
 * <p>What can't be read is told with file, position, the records before it and the next step. A
 * fault of the storage stays a plain {@link IOException}, for the runner to try again.
 */
final class RecordFile implements Closeable {
  private static final Pattern JSON_LINES_NAME = Pattern.compile("(?i).*\\.(jsonl|ndjson)(\\.gz)?");
  private static final int SNIFFED_BYTES = 512;

  /** Small, because a chunk in which damage begins is lost with the citations in it. */
  private static final int CHUNK_BYTES = 4096;

  private final String path;
  private final SourceStream source;
  private @Nullable InputStream content;
  private @Nullable RecordReader records;
  private long count;

  private RecordFile(String path, SourceStream source) {
    this.path = path;
    this.source = source;
  }

  /** Opens a file of any file system that Beam knows. */
  static RecordFile open(String path) throws IOException {
    ReadableByteChannel channel = FileSystems.open(FileSystems.matchNewResource(path, false));
    return of(path, Channels.newInputStream(channel));
  }

  /** Reads {@code bytes} as the file of this path. */
  static RecordFile of(String path, InputStream bytes) {
    return new RecordFile(path, new SourceStream(bytes));
  }

  /**
   * The next record, or null at the end.
   *
   * @throws UnreadableFileException if the content is damaged from here on, or of no known kind
   * @throws IOException if the storage fails
   */
  @Nullable PubmedRecord next() throws IOException {
    try {
      if (records == null) {
        records = reader();
      }
      PubmedRecord record = records.next();
      if (record != null && !(record instanceof PubmedRecord.Deletion)) {
        count++;
      }
      return record;
    } catch (SourceStream.SourceFault e) {
      throw new IOException("cannot read '" + path + "' after byte " + source.position(), e);
    } catch (MalformedFileException e) {
      throw unreadable(String.valueOf(e.getMessage()), e.nextStep(), e);
    } catch (IOException e) {
      String problem = e.getMessage() == null ? "it ends too early" : e.getMessage();
      throw unreadable(
          "damaged gzip data: " + problem,
          "check it with «gzip -t FILE», and download it again",
          e);
    }
  }

  /** How many records {@link #next} gave, without deletions. */
  long count() {
    return count;
  }

  @Override
  public void close() throws IOException {
    // Closing the content closes the source below it, and frees the decompressor.
    (content == null ? source : content).close();
  }

  private RecordReader reader() throws IOException {
    // Beam's GZIP looks at the bytes: what is not gzipped passes through, whatever its name.
    content =
        new BufferedInputStream(
            Channels.newInputStream(Compression.GZIP.readDecompressed(Channels.newChannel(source))),
            CHUNK_BYTES);
    byte[] start = peek(SNIFFED_BYTES);
    if (FileKind.hasByteOrderMark(start)) {
      content.skipNBytes(FileKind.BYTE_ORDER_MARK_LENGTH);
      start = peek(SNIFFED_BYTES);
    }
    FileKind kind = FileKind.of(start);
    if (kind == FileKind.XML) {
      return new PubmedXml(content);
    }
    // A file of lines may be empty, as writers leave shards, or begin with a bad line.
    boolean isNamedSo = JSON_LINES_NAME.matcher(path).matches();
    if (kind == FileKind.JSON_OBJECT
        || (isNamedSo && (kind == FileKind.EMPTY || kind == FileKind.OTHER))) {
      return new CitationLines(content);
    }
    throw new MalformedFileException(
        kind.description() + ", expected PubMed XML or JSON lines, plain or gzipped",
        kind.nextStep(),
        null);
  }

  private byte[] peek(int count) throws IOException {
    content.mark(count);
    byte[] start = content.readNBytes(count);
    content.reset();
    return start;
  }

  private UnreadableFileException unreadable(String problem, String nextStep, IOException cause) {
    String where = records == null ? "" : " at " + records.position();
    return new UnreadableFileException(
        String.format(
            Locale.ROOT,
            "cannot read '%s'%s, within its first %d bytes: %s; citations read before it: %d; %s",
            path,
            where,
            source.position(),
            problem,
            count,
            nextStep),
        cause);
  }
}
