package org.mkailin.plugins.mesh;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * A walk over the elements of an XML document, which reads no DTD and expands no entity.
 *
 * <p>Each child that {@link #nextChild} enters is left by {@link #text}, by {@link #skip}, or by
 * calling {@link #nextChild} until it says false.
 */
final class XmlCursor implements AutoCloseable {
  private final XMLStreamReader reader;

  XmlCursor(InputStream in) throws XMLStreamException {
    InputFactoryImpl factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    // Faults belong to the call that meets them, as checked exceptions.
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    reader = factory.createXMLStreamReader(in);
  }

  /** Enters the root element and returns its name. */
  String root() throws XMLStreamException {
    while (reader.next() != XMLStreamConstants.START_ELEMENT) {
      // Comments, white space and the document type stand before it.
    }
    return name();
  }

  /** Name of the element that was entered last. */
  String name() {
    return reader.getLocalName();
  }

  /** Enters the next child element; false at the parent's end. */
  boolean nextChild() throws XMLStreamException {
    while (true) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        return true;
      }
      if (event == XMLStreamConstants.END_ELEMENT) {
        return false;
      }
    }
  }

  /** The text of an element without children, stripped; leaves the element. */
  String text() throws XMLStreamException {
    String name = name();
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(reader.getText());
        case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
        case XMLStreamConstants.END_ELEMENT -> {
          return text.toString().strip();
        }
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw unexpected("entity &" + reader.getLocalName() + ";", name);
        default -> throw unexpected("an element", name);
      }
    }
  }

  /** Leaves the element, whatever it holds. */
  void skip() throws XMLStreamException {
    int open = 1;
    while (open > 0) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        open++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        open--;
      }
    }
  }

  /** Reads what follows the root element, to see that the document is whole. */
  void finish() throws XMLStreamException {
    while (reader.hasNext()) {
      reader.next();
    }
  }

  /** The line that was read last, from 1. */
  int line() {
    return reader.getLocation().getLineNumber();
  }

  @Override
  public void close() throws XMLStreamException {
    reader.close();
  }

  private XMLStreamException unexpected(String what, String element) {
    return new XMLStreamException(
        "<" + element + "> holds " + what + ", but only text is expected");
  }
}
