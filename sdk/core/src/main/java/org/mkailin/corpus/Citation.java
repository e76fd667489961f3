package org.mkailin.corpus;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.jspecify.annotations.Nullable;

/**
 * One PubMed citation: what the agents read.
 *
 * @param pmid PubMed identifier, 1 to 8 digits, without version
 * @param title the article's title as plain text; translated titles keep no brackets
 * @param sections the abstract in reading order; one unlabelled section where it is not structured;
 *     empty where there is none
 * @param year year of publication, or null where the record gives none
 * @param headings MeSH headings in the record's order; empty where the citation is not indexed
 */
@DefaultCoder(RecordCoder.class)
public record Citation(
    String pmid,
    String title,
    List<AbstractSection> sections,
    @Nullable Integer year,
    List<MeshHeading> headings)
    implements Serializable {

  public Citation {
    Pmid.check(pmid);
    sections = List.copyOf(sections);
    headings = List.copyOf(headings);
  }

  /** The abstract as one text: sections joined by a blank, with «LABEL: » before a labelled one. */
  public String abstractText() {
    return sections.stream()
        .map(s -> s.label().isEmpty() ? s.text() : s.label() + ": " + s.text())
        .collect(Collectors.joining(" "));
  }
}
