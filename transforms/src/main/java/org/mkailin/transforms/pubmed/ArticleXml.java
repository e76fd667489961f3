package org.mkailin.transforms.pubmed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.AbstractSection;

/** What an Article element says: title, abstract and year. */
final class ArticleXml {
  /** NLM's note where it cut an abstract; no sentence of the authors'. */
  private static final Pattern TRUNCATION_NOTE =
      Pattern.compile("\\s*\\(ABSTRACT TRUNCATED(?: AT \\d+ WORDS)?\\)\\s*$");

  /** NLM's word for a section without label, and once for one without category. */
  private static final String UNLABELLED = "UNLABELLED";

  private final List<AbstractSection> sections = new ArrayList<>();
  private String title = "";
  private String vernacularTitle = "";
  private @Nullable Integer issueYear;
  private @Nullable Integer electronicYear;

  /** Consumes an Article. */
  void read(XmlCursor xml) throws IOException {
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "Journal" -> readJournal(xml);
        case "ArticleTitle" -> title = ArticleTitle.plain(xml.text());
        case "VernacularTitle" -> vernacularTitle = ArticleTitle.plain(xml.text());
        case "Abstract" -> readAbstract(xml);
        case "ArticleDate" -> electronicYear = first(electronicYear, readYear(xml));
        default -> xml.skip();
      }
    }
  }

  /** The title, or the one in the article's own language where there is no other; may be empty. */
  String title() {
    return title.isEmpty() ? vernacularTitle : title;
  }

  List<AbstractSection> sections() {
    return sections;
  }

  /** The year of the issue, or of the electronic publication where the issue gives none. */
  @Nullable Integer year() {
    return first(issueYear, electronicYear);
  }

  private void readJournal(XmlCursor xml) throws IOException {
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "JournalIssue" -> readIssue(xml);
        default -> xml.skip();
      }
    }
  }

  private void readIssue(XmlCursor xml) throws IOException {
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "PubDate" -> issueYear = first(issueYear, readYear(xml));
        default -> xml.skip();
      }
    }
  }

  private static @Nullable Integer readYear(XmlCursor xml) throws IOException {
    Integer year = null;
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "Year", "MedlineDate" -> year = first(year, PublicationYear.in(xml.text()));
        default -> xml.skip();
      }
    }
    return year;
  }

  private void readAbstract(XmlCursor xml) throws IOException {
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "AbstractText" -> readSection(xml);
        default -> xml.skip();
      }
    }
  }

  private void readSection(XmlCursor xml) throws IOException {
    String label = xml.attribute("Label");
    String category = xml.attribute("NlmCategory");
    String text = TRUNCATION_NOTE.matcher(xml.text()).replaceAll("");
    if (!text.isBlank()) {
      sections.add(
          new AbstractSection(
              label.equals(UNLABELLED) ? "" : label,
              category.equals(UNLABELLED) ? "UNASSIGNED" : category,
              text));
    }
  }

  private static @Nullable Integer first(@Nullable Integer one, @Nullable Integer other) {
    return one == null ? other : one;
  }
}
