package org.mkailin.transforms.pubmed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

final class RecordFileTest {
  private static final String SET = Xml.set(Xml.article(1), Xml.article(2));
  private static final String LINES = "{\"pmid\":1}\n{\"pmid\":2}\n";

  @Test
  void plainAndGzippedAreToldByTheirBytes() throws IOException {
    for (String name : List.of("a.xml", "a.xml.gz", "a")) {
      assertThat(read(name, utf8(SET))).as(name).containsExactly("1", "2");
      assertThat(read(name, gzip(SET))).as(name).containsExactly("1", "2");
      assertThat(read(name, utf8("\ufeff \n" + LINES))).as(name).containsExactly("1", "2");
      assertThat(read(name, gzip(LINES))).as(name).containsExactly("1", "2");
    }
  }

  @Test
  void aCitationOverSeveralLinesIsRefusedWithTheCommandToRun() {
    RecordFile file =
        RecordFile.of("a.json", new ByteArrayInputStream(utf8("{\n  \"pmid\": 1\n}\n")));
    assertThatThrownBy(() -> readAll(file))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("JSON that goes on over several lines")
        .hasMessageContaining("jq -c . FILE");
  }

  @Test
  void gzipMembersAfterTheFirstAreReadToo() throws IOException {
    int half = SET.length() / 2;
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.write(gzip(SET.substring(0, half)));
    two.write(gzip(SET.substring(half)));
    assertThat(read("a.xml.gz", two.toByteArray())).containsExactly("1", "2");
  }

  @Test
  void aTruncatedGzipFileSaysHowFarItCameAndWhatToDo() throws IOException {
    // Texts that don't compress to nothing.
    Random random = new Random(1);
    String[] articles =
        IntStream.rangeClosed(1, 50)
            .mapToObj(i -> Xml.article(i, 1, "Title", Long.toString(random.nextLong()).repeat(9)))
            .toArray(String[]::new);
    String set = Xml.set(articles);
    byte[] whole = gzip(set);
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    RecordFile file = RecordFile.of("/in/a.xml.gz", new ByteArrayInputStream(half));
    assertThatThrownBy(() -> readAll(file))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("'/in/a.xml.gz' at line ")
        .hasMessageContaining("within its first " + half.length + " bytes")
        .hasMessageContaining("damaged gzip data: it ends too early")
        .hasMessageContaining("citations read before it: " + file.count() + ";")
        .hasMessageContaining("gzip -t FILE");
    assertThat(file.count()).isBetween(1L, 49L);
  }

  @Test
  void aWrongChecksumIsNoticed() throws IOException {
    byte[] bytes = gzip(SET);
    bytes[bytes.length - 6] ^= 1; // in the trailer: four bytes of CRC32, four of length
    assertThatThrownBy(() -> read("a.xml.gz", bytes))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("CRC32");
  }

  @Test
  void malformedXmlIsPlacedByLineAndColumn() {
    String bad = Xml.set(Xml.article(1), "<PubmedArticle>\n<a></b>", Xml.article(2));
    long line = bad.lines().takeWhile(l -> !l.startsWith("<a></b>")).count() + 1;
    assertThatThrownBy(() -> read("a.xml", utf8(bad)))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("'a.xml' at line " + line + ", column ")
        .hasMessageContaining("malformed XML: Unexpected end tag: expected </a>;")
        .hasMessageContaining("citations read before it: 1;")
        .hasMessageContaining("download the file again");
  }

  @Test
  void anXmlFileCutShortIsDamaged() {
    assertThatThrownBy(() -> read("a.xml", utf8(SET.substring(0, SET.length() - 15))))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("citations read before it: 2;");
  }

  @Test
  void otherKindsOfFileAreNamed() throws IOException {
    refuses("a.xml", utf8(""), "an empty file");
    refuses("a.xml.gz", gzip("\n"), "an empty file");
    refuses("a.xml", utf8("<DescriptorRecordSet/>"), "root element is <DescriptorRecordSet>");
    refuses("a.xml", utf8("PMID- 1\nTI  - Title"), "neither XML nor JSON");
    refuses("a.json", utf8(" [{\"pmid\":1}]"), "a JSON list");
    refuses("a.xml.gz", zip(SET), "a zip archive");
    refuses("a.jsonl", zip(LINES), "a zip archive");
    refuses("a.xml", new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0}, "an xz file");
    refuses("a.xml", utf8("BZh91AY"), "a bzip2 file");
    refuses("a.xml", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 1}, "a zstd file");
  }

  private static void refuses(String path, byte[] bytes, String what) {
    assertThatThrownBy(() -> read(path, bytes))
        .as(what)
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("cannot read '" + path + "'")
        .hasMessageContaining(what)
        .hasMessageContaining("expected ");
  }

  @Test
  void aFileNamedAsLinesMayBeEmptyOrBeginBadly() throws IOException {
    assertThat(read("part-3.jsonl", utf8(""))).isEmpty();
    assertThat(read("part-3.JSONL.gz", gzip("oops\n" + LINES)))
        .containsExactly("malformed-line", "1", "2");
  }

  @Test
  void aFaultOfTheStorageIsNotDamage() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        };
    InputStream start = new ByteArrayInputStream(utf8(SET.substring(0, 700)));
    RecordFile file = RecordFile.of("a.xml", new SequenceInputStream(start, broken));
    assertThatThrownBy(() -> readAll(file))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(UnreadableFileException.class)
        .hasMessage("cannot read 'a.xml' after byte 700")
        .hasRootCauseMessage("connection reset");
  }

  private static List<String> read(String path, byte[] bytes) throws IOException {
    return readAll(RecordFile.of(path, new ByteArrayInputStream(bytes)));
  }

  /** For each record its PMID, or the reason why it is unreadable. */
  private static List<String> readAll(RecordFile file) throws IOException {
    List<String> pmids = new ArrayList<>();
    try (file) {
      for (PubmedRecord record = file.next(); record != null; record = file.next()) {
        pmids.add(
            record instanceof PubmedRecord.OfPmid known
                ? known.pmid()
                : ((PubmedRecord.Unreadable) record).reason());
      }
    }
    return pmids;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(utf8(text));
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("a.xml"));
      zip.write(utf8(text));
    }
    return bytes.toByteArray();
  }
}
