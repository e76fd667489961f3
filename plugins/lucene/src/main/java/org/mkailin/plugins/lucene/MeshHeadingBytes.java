package org.mkailin.plugins.lucene;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.MeshQualifier;

/** MeSH headings as the bytes of one stored field, with qualifiers and major topics, in order. */
final class MeshHeadingBytes {
  private MeshHeadingBytes() {}

  static byte[] write(List<MeshHeading> headings) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(headings.size());
      for (MeshHeading heading : headings) {
        out.writeUTF(heading.ui());
        out.writeUTF(heading.name());
        out.writeBoolean(heading.major());
        out.writeInt(heading.qualifiers().size());
        for (MeshQualifier qualifier : heading.qualifiers()) {
          out.writeUTF(qualifier.ui());
          out.writeUTF(qualifier.name());
          out.writeBoolean(qualifier.major());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static List<MeshHeading> read(BytesRef bytes) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes.bytes, bytes.offset, bytes.length))) {
      int count = in.readInt();
      List<MeshHeading> headings = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        headings.add(
            new MeshHeading(in.readUTF(), in.readUTF(), in.readBoolean(), readQualifiers(in)));
      }
      return headings;
    }
  }

  private static List<MeshQualifier> readQualifiers(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<MeshQualifier> qualifiers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      qualifiers.add(new MeshQualifier(in.readUTF(), in.readUTF(), in.readBoolean()));
    }
    return qualifiers;
  }
}
