package org.mkailin.transforms.pubmed;

import java.util.stream.IntStream;

/** What a file is, judged by its first bytes. */
enum FileKind {
  XML("XML", ""),
  JSON_OBJECT("JSON lines", ""),
  JSON_ARRAY("a JSON list", "write one citation a line, as «jq -c '.[]' FILE > FILE.jsonl» does"),
  EMPTY("an empty file", "download it again, or leave it out of the files to read"),
  ZIP("a zip archive", "unpack it with «unzip FILE»"),
  XZ("an xz file", "unpack it with «xz -d FILE»"),
  BZIP2("a bzip2 file", "unpack it with «bzip2 -d FILE»"),
  ZSTD("a zstd file", "unpack it with «zstd -d FILE»"),
  OTHER("neither XML nor JSON", "leave it out of the files to read");

  static final int BYTE_ORDER_MARK_LENGTH = 3;

  private final String description;
  private final String nextStep;

  FileKind(String description, String nextStep) {
    this.description = description;
    this.nextStep = nextStep;
  }

  /** Whether UTF-8's byte order mark comes first; it belongs to no kind. */
  static boolean hasByteOrderMark(byte[] start) {
    return begins(start, 0xef, 0xbb, 0xbf);
  }

  static FileKind of(byte[] start) {
    if (begins(start, 'P', 'K', 3, 4) || begins(start, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    if (begins(start, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    if (begins(start, 'B', 'Z', 'h')) {
      return BZIP2;
    }
    if (begins(start, 0x28, 0xb5, 0x2f, 0xfd)) {
      return ZSTD;
    }
    int i = 0;
    while (i < start.length && Character.isWhitespace(start[i])) {
      i++;
    }
    if (i == start.length) {
      return EMPTY;
    }
    return switch (start[i]) {
      case '<' -> XML;
      case '{' -> JSON_OBJECT;
      case '[' -> JSON_ARRAY;
      default -> OTHER;
    };
  }

  /** What to call it in a message, with its article. */
  String description() {
    return description;
  }

  /** What a person can do about a file of this kind that can't be read. */
  String nextStep() {
    return nextStep;
  }

  private static boolean begins(byte[] start, int... expected) {
    return start.length >= expected.length
        && IntStream.range(0, expected.length).allMatch(i -> (start[i] & 0xff) == expected[i]);
  }
}
