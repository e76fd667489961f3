package org.mkailin.transforms.pubmed;

import java.io.IOException;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.Pmid;

/**
 * A PMID as a file gives it.
 *
 * @param text what is printed; null where the record has none
 * @param version NLM's version of the record; 1 where none is given
 */
record PmidXml(@Nullable String text, int version) {
  static final PmidXml MISSING = new PmidXml(null, 1);

  /** Consumes a PMID element. */
  static PmidXml read(XmlCursor xml) throws IOException {
    String version = xml.attribute("Version");
    return new PmidXml(
        xml.text(), version.matches("\\d{1,4}") ? Integer.parseInt(version) : MISSING.version);
  }

  /**
   * The record that {@code make} builds of PMID and version, or an unreadable one if this is no
   * PMID.
   *
   * @param line where the record begins
   */
  PubmedRecord identify(long line, BiFunction<String, Integer, PubmedRecord> make) {
    if (text == null) {
      return unreadable(line, "record without PMID");
    }
    String pmid = withoutLeadingZeros(text);
    return Pmid.isValid(pmid)
        ? make.apply(pmid, version)
        : unreadable(
            line,
            String.format(
                Locale.ROOT, "'%s' is not a PMID: expected 1 to 8 digits", Excerpt.of(text)));
  }

  static PubmedRecord unreadable(long line, String problem) {
    return new PubmedRecord.Unreadable("", "no-pmid", line, problem);
  }

  static String withoutLeadingZeros(String digits) {
    return digits.replaceFirst("^0+(?=\\d)", "");
  }
}
