package org.mkailin.corpus;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.jspecify.annotations.Nullable;

/**
 * What a passage index keeps of a citation and gives back as a context.
 *
 * @param pmid the citation
 * @param title its title
 * @param text its abstract as one text
 * @param year year of publication, or null
 * @param headings its MeSH headings
 */
@DefaultCoder(RecordCoder.class)
public record Passage(
    String pmid, String title, String text, @Nullable Integer year, List<MeshHeading> headings)
    implements Serializable {

  public Passage {
    Pmid.check(pmid);
    headings = List.copyOf(headings);
  }

  /** The whole citation as one passage. */
  public static Passage of(Citation citation) {
    return new Passage(
        citation.pmid(),
        citation.title(),
        citation.abstractText(),
        citation.year(),
        citation.headings());
  }

  /** What an encoder sees: title, a blank, text. */
  public String titleAndText() {
    return title + " " + text;
  }
}
