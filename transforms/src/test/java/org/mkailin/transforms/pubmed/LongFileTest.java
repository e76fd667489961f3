package org.mkailin.transforms.pubmed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LongFileTest {
  private static final int CITATIONS = 60_000;
  private static final String ABSTRACT =
      "Papain digests necrotic tissue, and it does so slowly. ".repeat(62);

  @Test
  void memoryDoesNotGrowWithTheFile() throws IOException {
    Pieces document =
        new Pieces(
            Stream.of(
                    Stream.of("<PubmedArticleSet>"),
                    IntStream.rangeClosed(1, CITATIONS)
                        .mapToObj(i -> Xml.article(i, 1, "Title " + i, ABSTRACT)),
                    Stream.of("</PubmedArticleSet>"))
                .flatMap(pieces -> pieces)
                .iterator());
    PubmedXml xml = new PubmedXml(document);
    long used = 0;
    for (int i = 1; i <= CITATIONS; i++) {
      PubmedRecord.OfPmid record = (PubmedRecord.OfPmid) xml.next();
      assertThat(record.pmid()).isEqualTo(Integer.toString(i));
      if (i == 1000) {
        used = usedHeap();
      }
    }
    long growth = usedHeap() - used;
    assertThat(xml.next()).isNull();
    assertThat(document.length).isGreaterThan(200_000_000);
    // 59,000 citations of 3,400 characters would be 200 MB.
    assertThat(growth).as("growth of the heap in bytes").isLessThan(4 << 20);
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void aLineWithoutEndIsOneMalformedLine() throws IOException {
    // 40 MB without a line break, where 16 MiB are allowed.
    Pieces line = new Pieces(Collections.nCopies(40, "x".repeat(1_000_000)).iterator());
    CitationLines lines = new CitationLines(line);
    assertThat(lines.next())
        .isEqualTo(
            new PubmedRecord.Unreadable("", "malformed-line", 1, "longer than 16777216 bytes"));
    assertThat(lines.next()).isNull();
  }

  /** A file written while it is read. */
  private static final class Pieces extends InputStream {
    private final Iterator<String> pieces;
    private byte[] piece = {};
    private int read;
    private long length;

    Pieces(Iterator<String> pieces) {
      this.pieces = pieces;
    }

    @Override
    public int read() {
      return hasMore() ? piece[read++] : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) {
      if (!hasMore()) {
        return -1;
      }
      int count = Math.min(wanted, piece.length - read);
      System.arraycopy(piece, read, buffer, offset, count);
      read += count;
      return count;
    }

    private boolean hasMore() {
      while (read == piece.length && pieces.hasNext()) {
        piece = pieces.next().getBytes(StandardCharsets.US_ASCII);
        read = 0;
        length += piece.length;
      }
      return read < piece.length;
    }
  }
}
