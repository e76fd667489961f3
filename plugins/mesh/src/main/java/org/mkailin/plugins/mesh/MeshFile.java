package org.mkailin.plugins.mesh;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * NLM's MeSH files: {@code desc*.xml}, or {@code mtrees*.bin}, told apart by what they hold.
 *
 * <p>The descriptor file is the fuller one: only it has unique identifiers, entry terms, and the
 * descriptors that stand in no tree.
 */
final class MeshFile {
  private static final int BUFFER = 1 << 16;
  private static final int PEEKED = 1024;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final int BYTE_ORDER_MARK_BYTES = 3;

  private MeshFile() {}

  /**
   * Reads the descriptors in the file's order.
   *
   * @throws IllegalArgumentException naming the file, and what is wrong with it
   */
  static List<Descriptor> read(String path) {
    DataFile file =
        new DataFile(
            "MeSH file",
            path,
            "NLM's descriptors (desc*.xml, root element <DescriptorRecordSet>) or trees"
                + " (mtrees*.bin, lines 'Name;TreeNumber')");
    try (BufferedInputStream in = new BufferedInputStream(file.open(), BUFFER)) {
      if (peek(in, BYTE_ORDER_MARK_BYTES).equals(BYTE_ORDER_MARK)) {
        in.skipNBytes(BYTE_ORDER_MARK_BYTES);
      }
      String start = peek(in, PEEKED).stripLeading();
      if (start.isEmpty()) {
        throw file.wrongKind("nothing");
      }
      return start.startsWith("<") ? DescriptorXml.read(in, file) : TreeLines.read(in, file);
    } catch (IOException e) {
      throw file.problem(" cannot be read: " + e.getMessage(), e);
    }
  }

  private static String peek(BufferedInputStream in, int bytes) throws IOException {
    in.mark(bytes);
    String start = new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    in.reset();
    return start;
  }
}
