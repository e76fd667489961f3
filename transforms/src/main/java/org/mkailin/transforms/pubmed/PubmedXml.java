package org.mkailin.transforms.pubmed;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.MeshHeading;

/**
 * Streams the records of one of NLM's files: PubmedArticleSet, or MedlineCitationSet as before
 * 2017.
 *
 * <p>Follows pubmed_190101.dtd and what the files hold beside it. Elements are read where the DTD
 * puts them: the PMIDs and titles of comments and references are not the citation's own, and
 * OtherAbstract is not its abstract. Markup in titles and abstracts is dropped and its text kept.
 * Memory holds one record, however long the file.
 */
final class PubmedXml implements RecordReader {
  private final XmlCursor xml;
  private Place place = Place.BEFORE_ROOT;

  private enum Place {
    BEFORE_ROOT,
    IN_SET,
    IN_DELETIONS,
    AT_END
  }

  PubmedXml(InputStream bytes) throws IOException {
    xml = new XmlCursor(bytes);
  }

  @Override
  public @Nullable PubmedRecord next() throws IOException {
    if (place == Place.BEFORE_ROOT) {
      enterRoot();
    }
    while (place != Place.AT_END) {
      if (!xml.nextChild()) {
        leave();
      } else if (place == Place.IN_DELETIONS) {
        return deletion();
      } else {
        switch (xml.name()) {
          case "PubmedArticle" -> {
            return pubmedArticle();
          }
          case "MedlineCitation" -> {
            return medlineCitation();
          }
          case "PubmedBookArticle" -> {
            return bookArticle();
          }
          case "DeleteCitation", "DeleteDocument" -> place = Place.IN_DELETIONS;
          default -> xml.skip();
        }
      }
    }
    return null;
  }

  @Override
  public String position() {
    return xml.position();
  }

  private void enterRoot() throws IOException {
    xml.nextChild();
    switch (xml.name()) {
      case "PubmedArticleSet", "MedlineCitationSet" -> place = Place.IN_SET;
      default ->
          throw new MalformedFileException(
              String.format(
                  Locale.ROOT,
                  "root element is <%s>, expected <PubmedArticleSet> or <MedlineCitationSet>",
                  xml.name()),
              "leave it out of the files to read",
              null);
    }
  }

  private void leave() throws IOException {
    if (place == Place.IN_DELETIONS) {
      place = Place.IN_SET;
    } else {
      // On to the last byte: what follows the root may be damaged too.
      xml.nextChild();
      place = Place.AT_END;
    }
  }

  private PubmedRecord pubmedArticle() throws IOException {
    PubmedRecord record = PmidXml.unreadable(xml.line(), "PubmedArticle without MedlineCitation");
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "MedlineCitation" -> record = medlineCitation();
        default -> xml.skip();
      }
    }
    return record;
  }

  private PubmedRecord medlineCitation() throws IOException {
    long line = xml.line();
    PmidXml pmid = PmidXml.MISSING;
    ArticleXml article = new ArticleXml();
    List<MeshHeading> headings = new ArrayList<>();
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "PMID" -> pmid = PmidXml.read(xml);
        case "Article" -> article.read(xml);
        case "MeshHeadingList" -> headings.addAll(MeshXml.read(xml));
        default -> xml.skip();
      }
    }
    return pmid.identify(
        line,
        (id, version) ->
            new PubmedRecord.Article(
                version,
                new Citation(id, article.title(), article.sections(), article.year(), headings)));
  }

  private PubmedRecord bookArticle() throws IOException {
    long line = xml.line();
    PmidXml pmid = PmidXml.MISSING;
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "BookDocument" -> pmid = pmidOfBook();
        default -> xml.skip();
      }
    }
    return pmid.identify(line, PubmedRecord.Book::new);
  }

  private PmidXml pmidOfBook() throws IOException {
    PmidXml pmid = PmidXml.MISSING;
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "PMID" -> pmid = PmidXml.read(xml);
        default -> xml.skip();
      }
    }
    return pmid;
  }

  private PubmedRecord deletion() throws IOException {
    long line = xml.line();
    return PmidXml.read(xml).identify(line, PubmedRecord.Deletion::new);
  }
}
