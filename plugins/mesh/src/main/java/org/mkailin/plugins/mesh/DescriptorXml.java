package org.mkailin.plugins.mesh;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/**
 * NLM's {@code desc*.xml}, streamed: of each DescriptorRecord its UI, name, tree numbers and terms;
 * everything else, scope notes included, is passed over.
 */
final class DescriptorXml {
  private static final String ROOT = "DescriptorRecordSet";

  private final XmlCursor xml;

  private DescriptorXml(XmlCursor xml) {
    this.xml = xml;
  }

  /** Reads every descriptor; {@code file} is who errors name. */
  static List<Descriptor> read(InputStream in, DataFile file) {
    try (XmlCursor xml = new XmlCursor(in)) {
      try {
        String root = xml.root();
        if (!root.equals(ROOT)) {
          throw file.wrongKind("<" + root + ">");
        }
        return new DescriptorXml(xml).records(file);
      } catch (XMLStreamException e) {
        throw file.damaged(xml.line(), e);
      }
    } catch (XMLStreamException e) {
      throw file.damaged(1, e);
    }
  }

  private List<Descriptor> records(DataFile file) throws XMLStreamException {
    List<Descriptor> descriptors = new ArrayList<>();
    while (xml.nextChild()) {
      if (xml.name().equals("DescriptorRecord")) {
        try {
          descriptors.add(record());
        } catch (IllegalArgumentException e) {
          throw file.atLine(xml.line(), String.valueOf(e.getMessage()), e);
        }
      } else {
        xml.skip();
      }
    }
    xml.finish();
    return descriptors;
  }

  private Descriptor record() throws XMLStreamException {
    String ui = "";
    String name = "";
    List<String> treeNumbers = new ArrayList<>();
    List<String> terms = new ArrayList<>();
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "DescriptorUI" -> ui = xml.text();
        case "DescriptorName" -> name = string();
        case "TreeNumberList" -> {
          while (xml.nextChild()) {
            treeNumbers.add(xml.text());
          }
        }
        case "ConceptList" -> concepts(terms);
        default -> xml.skip();
      }
    }
    if (ui.isEmpty()) {
      throw new IllegalArgumentException("descriptor '" + name + "' has no DescriptorUI");
    }
    return new Descriptor(ui, name, treeNumbers, terms);
  }

  /** ConceptList / Concept / TermList / Term / String. */
  private void concepts(List<String> terms) throws XMLStreamException {
    while (xml.nextChild()) {
      while (xml.nextChild()) {
        if (xml.name().equals("TermList")) {
          while (xml.nextChild()) {
            terms.add(string());
          }
        } else {
          xml.skip();
        }
      }
    }
  }

  /** The text of the element's String child; empty where there is none. */
  private String string() throws XMLStreamException {
    String text = "";
    while (xml.nextChild()) {
      if (xml.name().equals("String")) {
        text = xml.text();
      } else {
        xml.skip();
      }
    }
    return text;
  }
}
