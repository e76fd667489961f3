package org.mkailin.transforms.pubmed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.MeshQualifier;

/** The headings of a MeshHeadingList element. */
final class MeshXml {
  private MeshXml() {}

  /** Consumes a MeshHeadingList; a heading or qualifier without a name is left out. */
  static List<MeshHeading> read(XmlCursor xml) throws IOException {
    List<MeshHeading> headings = new ArrayList<>();
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "MeshHeading" -> readHeading(xml, headings);
        default -> xml.skip();
      }
    }
    return headings;
  }

  private static void readHeading(XmlCursor xml, List<MeshHeading> headings) throws IOException {
    MeshQualifier descriptor = new MeshQualifier("", "", false);
    List<MeshQualifier> qualifiers = new ArrayList<>();
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "DescriptorName" -> descriptor = readTerm(xml);
        case "QualifierName" -> qualifiers.add(readTerm(xml));
        default -> xml.skip();
      }
    }
    qualifiers.removeIf(qualifier -> qualifier.name().isBlank());
    if (!descriptor.name().isBlank()) {
      headings.add(
          new MeshHeading(descriptor.ui(), descriptor.name(), descriptor.major(), qualifiers));
    }
  }

  /** Descriptors and qualifiers have the same form. */
  private static MeshQualifier readTerm(XmlCursor xml) throws IOException {
    String ui = xml.attribute("UI");
    boolean major = xml.attribute("MajorTopicYN").equals("Y");
    return new MeshQualifier(ui, xml.text(), major);
  }
}
