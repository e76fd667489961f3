package org.mkailin.transforms.dataset;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.beam.sdk.io.FileSystems;

/** A text file on any Beam file system that counts its lines and bytes and sums them up. */
final class ChecksummedFile implements AutoCloseable {
  private final String writtenAs;
  private final MessageDigest sha256;
  private final OutputStream out;
  private long lines;
  private long bytes;

  private ChecksummedFile(String writtenAs, MessageDigest sha256, OutputStream out) {
    this.writtenAs = writtenAs;
    this.sha256 = sha256;
    this.out = out;
  }

  static ChecksummedFile create(String path) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      OutputStream file =
          Channels.newOutputStream(
              FileSystems.create(FileSystems.matchNewResource(path, false), "text/plain"));
      return new ChecksummedFile(
          path, sha256, new DigestOutputStream(new BufferedOutputStream(file, 1 << 16), sha256));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void writeLine(String line) throws IOException {
    byte[] encoded = (line + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(encoded);
    lines++;
    bytes += encoded.length;
  }

  /** Closes the file and says what was written. */
  WrittenFile finish(String name) throws IOException {
    out.close();
    return new WrittenFile(
        writtenAs, name, lines, bytes, HexFormat.of().formatHex(sha256.digest()));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
