package org.mkailin.transforms.pubmed;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks through an XML document, so that a parser reads like the DTD.
 *
 * <pre>{@code
 * while (xml.nextChild()) {
 *   switch (xml.name()) {
 *     case "PMID" -> pmid = xml.text();
 *     default -> xml.skip();
 *   }
 * }
 * }</pre>
 *
 * Each child that {@link #nextChild} gives must be consumed, by {@link #text}, {@link #skip} or a
 * loop of its own.
 *
 * <p>A DOCTYPE is skipped unread, whatever stands in it: no DTD is loaded, and no entity is known
 * but XML's own five; another one makes the document malformed. (Aalto has no code that could do
 * otherwise.)
 */
final class XmlCursor {
  private static final String NEXT_STEP = "download the file again and compare its checksum";

  private final XMLStreamReader reader;

  /** Starts before the document's root. */
  XmlCursor(InputStream bytes) throws IOException {
    try {
      // A factory a file: its table of names then lives no longer than the file.
      XMLInputFactory factory = new InputFactoryImpl();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      reader = factory.createXMLStreamReader(bytes);
    } catch (XMLStreamException e) {
      throw asIoException(e);
    }
  }

  /** Moves to the next child of the element that is open, or into the root; false at its end. */
  boolean nextChild() throws IOException {
    int event;
    do { // past text between elements, and comments
      event = advance();
    } while (event != XMLStreamConstants.START_ELEMENT
        && event != XMLStreamConstants.END_ELEMENT
        && event != XMLStreamConstants.END_DOCUMENT);
    return event == XMLStreamConstants.START_ELEMENT;
  }

  /** The current element's name, without prefix. */
  String name() {
    return reader.getLocalName();
  }

  /** An attribute of the current element, with its white space folded; empty if it has none. */
  String attribute(String name) {
    String value = reader.getAttributeValue(null, name);
    return value == null ? "" : FoldedText.of(value);
  }

  /** Consumes the current element: its text and its descendants', with white space folded. */
  String text() throws IOException {
    FoldedText text = new FoldedText();
    for (int open = 1; open > 0; ) {
      switch (advance()) {
        case XMLStreamConstants.START_ELEMENT -> open++;
        case XMLStreamConstants.END_ELEMENT -> open--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            appendTo(text);
        default -> {} // comments
      }
    }
    return text.toString();
  }

  /** Consumes the current element and forgets it. */
  void skip() throws IOException {
    for (int open = 1; open > 0; ) {
      switch (advance()) {
        case XMLStreamConstants.START_ELEMENT -> open++;
        case XMLStreamConstants.END_ELEMENT -> open--;
        default -> {}
      }
    }
  }

  /** The line that the cursor has reached, from 1. */
  long line() {
    return reader.getLocation().getLineNumber();
  }

  /** Line and column that the cursor has reached. */
  String position() {
    Location at = reader.getLocation();
    return "line " + at.getLineNumber() + ", column " + at.getColumnNumber();
  }

  private int advance() throws IOException {
    try {
      return reader.next();
    } catch (XMLStreamException e) {
      throw asIoException(e);
    } catch (UncheckedStreamException e) {
      throw asIoException(e);
    }
  }

  private void appendTo(FoldedText text) throws IOException {
    try {
      // The text itself is parsed here, so its errors come here.
      char[] chars = reader.getTextCharacters();
      text.append(chars, reader.getTextStart(), reader.getTextLength());
    } catch (UncheckedStreamException e) {
      throw asIoException(e);
    }
  }

  /** The fault of the bytes if there is one below, else one of the XML. */
  private static IOException asIoException(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      Throwable nested = cause instanceof XMLStreamException xml ? xml.getNestedException() : cause;
      if (nested instanceof IOException fault && !(fault instanceof CharConversionException)) {
        return fault;
      }
    }
    // The parser's message goes on with a position of its own, on a second line.
    String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new MalformedFileException("malformed XML: " + said, NEXT_STEP, e);
  }
}
