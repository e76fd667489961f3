package org.mkailin.plugins.lucene;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.util.MimeTypes;
import org.mkailin.corpus.Passage;
import org.mkailin.corpus.RecordCoder;
import org.mkailin.model.Embedding;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndexWriter.Entry;

/**
 * A file of passages with their vectors, on any Beam file system, that one write left for the
 * finish.
 *
 * <pre>
 * magic, version       int, int
 * encoder, dimensions  UTF, int
 * passages             int
 * each passage         as {@link RecordCoder} encodes it, then its vector: float32 [dimensions]
 * checksum             long: CRC-32 of all before
 * </pre>
 *
 * <p>Numbers are big-endian.
 *
 * @param location the file, as Beam's file systems name it
 * @param description what its vectors are made with
 */
record PartFile(String location, IndexDescription description) {
  private static final int MAGIC = 0x6d6b7074;
  private static final int VERSION = 1;
  private static final int BUFFER = 1 << 16;
  private static final Coder<Passage> PASSAGE = RecordCoder.of(Passage.class);

  /** Takes one entry after the other. */
  interface Sink {
    void accept(Entry entry) throws IOException;
  }

  /** Writes the file; it is complete when this returns. */
  void write(List<Entry> entries) throws IOException {
    CRC32 sum = new CRC32();
    try (DataOutputStream out =
        new DataOutputStream(
            new CheckedOutputStream(
                new BufferedOutputStream(
                    Channels.newOutputStream(
                        FileSystems.create(
                            FileSystems.matchNewResource(location, false), MimeTypes.BINARY)),
                    BUFFER),
                sum))) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeUTF(description.encoder());
      out.writeInt(description.dimensions());
      out.writeInt(entries.size());
      ByteBuffer vector = ByteBuffer.allocate(description.dimensions() * Float.BYTES);
      for (Entry entry : entries) {
        PASSAGE.encode(entry.passage(), out);
        vector.asFloatBuffer().put(entry.vector().toArray());
        out.write(vector.array());
      }
      out.writeLong(sum.getValue());
    }
  }

  /**
   * Reads the file from its first entry to its last.
   *
   * @throws IllegalStateException if the file is damaged, or not what it should be
   */
  void read(int passages, Sink sink) throws IOException {
    CRC32 sum = new CRC32();
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(
                new BufferedInputStream(
                    Channels.newInputStream(
                        FileSystems.open(FileSystems.matchNewResource(location, false))),
                    BUFFER),
                sum))) {
      decode(
          () -> {
            check("magic", in.readInt(), MAGIC);
            check("version", in.readInt(), VERSION);
            check("encoder", in.readUTF(), description.encoder());
            check("dimensions", in.readInt(), description.dimensions());
            check("number of passages", in.readInt(), passages);
            return passages;
          });
      byte[] vector = new byte[description.dimensions() * Float.BYTES];
      for (int i = 0; i < passages; i++) {
        sink.accept(decode(() -> entry(in, vector)));
      }
      decode(
          () -> {
            long expected = sum.getValue();
            check("checksum", in.readLong(), expected);
            return expected;
          });
    }
  }

  private static Entry entry(DataInputStream in, byte[] vector) throws IOException {
    Passage passage = PASSAGE.decode(in);
    in.readFully(vector);
    float[] values = new float[vector.length / Float.BYTES];
    ByteBuffer.wrap(vector).asFloatBuffer().get(values);
    return new Entry(passage, Embedding.of(values));
  }

  private static void check(String what, Object found, Object expected) throws IOException {
    if (!found.equals(expected)) {
      throw new IOException(
          String.format(Locale.ROOT, "its %s is %s, but should be %s", what, found, expected));
    }
  }

  private <T> T decode(Callable<T> step) {
    try {
      return step.call();
    } catch (Exception e) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "part %s is cut short or damaged (%s); build the index again",
              location,
              e),
          e);
    }
  }
}
