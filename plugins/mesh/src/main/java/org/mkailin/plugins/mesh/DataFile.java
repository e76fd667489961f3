package org.mkailin.plugins.mesh;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import org.apache.beam.sdk.io.Compression;
import org.jspecify.annotations.Nullable;
import org.mkailin.config.GivenFile;

/**
 * A file that this plugin reads, on any of Beam's file systems, gzipped or not; its errors name it.
 *
 * @param kind what it is to a reader, such as «MeSH file»
 * @param path where it is
 * @param expected what it should hold
 */
record DataFile(String kind, String path, String expected) {
  private static final int SHOWN = 60;

  /** Opens it; gzip is known by its first two bytes, whatever the file is called. */
  InputStream open() {
    try {
      ReadableByteChannel raw = GivenFile.open(path);
      try {
        return Channels.newInputStream(Compression.GZIP.readDecompressed(raw));
      } catch (IOException | RuntimeException e) {
        raw.close();
        throw e;
      }
    } catch (FileNotFoundException e) {
      throw problem(" does not exist; expected " + expected, e);
    } catch (IOException e) {
      throw problem(" cannot be opened: " + e.getMessage(), e);
    }
  }

  /** The file is of another kind: it holds {@code found}. */
  IllegalArgumentException wrongKind(String found) {
    return problem(" holds " + found + "; expected " + expected, null);
  }

  /** A line of the file is wrong. */
  IllegalArgumentException atLine(long line, String problem, @Nullable Throwable cause) {
    return problem(", line " + line + ": " + problem, cause);
  }

  /** The file ends too early, or can't be decoded, at or after a line. */
  IllegalArgumentException damaged(long line, Exception cause) {
    String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return atLine(line, said + "; the file is damaged or incomplete: get it again", cause);
  }

  /** Any other trouble; {@code problem} continues the sentence that the file's name begins. */
  IllegalArgumentException problem(String problem, @Nullable Throwable cause) {
    return new IllegalArgumentException(kind + " '" + path + "'" + problem, cause);
  }

  /** A line as an error shows it: short, without control characters. */
  static String shown(String line) {
    String start = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
