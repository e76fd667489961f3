package org.mkailin.transforms.pubmed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mkailin.corpus.Citation;

/** Small files in NLM's form, and what the parser makes of them. */
final class Xml {
  private Xml() {}

  /** A file of these records. */
  static String set(String... records) {
    return String.format(
        Locale.ROOT,
        """
        <?xml version="1.0" encoding="utf-8"?>
        <!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN"
          "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_190101.dtd">
        <PubmedArticleSet>
        %s</PubmedArticleSet>
        """,
        String.join("", records));
  }

  /** A complete article: title and abstract name its PMID. */
  static String article(int pmid) {
    return article(pmid, 1, "Title " + pmid + ".", "Text " + pmid + ".");
  }

  static String article(int pmid, int version, String title, String text) {
    return article(
        String.format(
            Locale.ROOT,
            """
        <PMID Version="%d">%d</PMID>
        <Article PubModel="Print">
          <Journal><JournalIssue><PubDate><Year>2001</Year></PubDate></JournalIssue></Journal>
          <ArticleTitle>%s</ArticleTitle>
          <Abstract><AbstractText>%s</AbstractText></Abstract>
        </Article>
        """,
            version,
            pmid,
            title,
            text));
  }

  /** An article with this content of its MedlineCitation. */
  static String article(String medlineCitation) {
    return String.format(
        Locale.ROOT,
        """
        <PubmedArticle>
        <MedlineCitation Status="MEDLINE" Owner="NLM">
        %s</MedlineCitation>
        <PubmedData><ArticleIdList><ArticleId IdType="pubmed">99</ArticleId></ArticleIdList></PubmedData>
        </PubmedArticle>
        """,
        medlineCitation);
  }

  static String book(int pmid) {
    return String.format(
        Locale.ROOT,
        """
        <PubmedBookArticle><BookDocument>
          <PMID Version="1">%d</PMID>
          <Book><BookTitle>A handbook</BookTitle></Book>
          <ReferenceList><Reference><Citation>Other</Citation></Reference></ReferenceList>
        </BookDocument></PubmedBookArticle>
        """,
        pmid);
  }

  static String deletions(int... pmids) {
    StringBuilder list = new StringBuilder("<DeleteCitation>\n");
    for (int pmid : pmids) {
      list.append("<PMID Version=\"1\">").append(pmid).append("</PMID>\n");
    }
    return list.append("</DeleteCitation>\n").toString();
  }

  static List<PubmedRecord> read(String document) throws IOException {
    PubmedXml xml =
        new PubmedXml(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    List<PubmedRecord> records = new ArrayList<>();
    for (PubmedRecord record = xml.next(); record != null; record = xml.next()) {
      records.add(record);
    }
    return records;
  }

  /** The citation of a file with one article, whose Article element has this content. */
  static Citation readArticle(String article) throws IOException {
    return readCitation("<PMID Version=\"1\">7</PMID><Article>" + article + "</Article>");
  }

  /** The citation of a file with one article, whose MedlineCitation has this content. */
  static Citation readCitation(String medlineCitation) throws IOException {
    List<PubmedRecord> records = read(set(article(medlineCitation)));
    return ((PubmedRecord.Article) records.get(0)).citation();
  }
}
