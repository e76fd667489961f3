package org.mkailin.transforms.pubmed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mkailin.corpus.AbstractSection;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.MeshQualifier;

final class PubmedXmlTest {
  @Test
  void everyFieldOfACitationIsRead() throws IOException {
    String document =
        Xml.set(
            Xml.article(
                """
                <PMID Version="2">4711</PMID>
                <DateRevised><Year>2019</Year><Month>02</Month><Day>08</Day></DateRevised>
                <Article PubModel="Print">
                  <Journal><JournalIssue><PubDate><Year>1987</Year><Month>Jun</Month></PubDate></JournalIssue>
                    <Title>Journal of Enzymes</Title></Journal>
                  <ArticleTitle>Papain and wounds.</ArticleTitle>
                  <Abstract>
                    <AbstractText Label="AIM" NlmCategory="OBJECTIVE">To see.</AbstractText>
                    <AbstractText Label="FINDINGS" NlmCategory="RESULTS">Seen.</AbstractText>
                    <CopyrightInformation>Copyright of all.</CopyrightInformation>
                  </Abstract>
                </Article>
                <MeshHeadingList>
                  <MeshHeading>
                    <DescriptorName UI="D010206" MajorTopicYN="N">Papain</DescriptorName>
                    <QualifierName UI="Q000627" MajorTopicYN="Y">therapeutic use</QualifierName>
                    <QualifierName UI="Q000009" MajorTopicYN="N">adverse effects</QualifierName>
                  </MeshHeading>
                  <MeshHeading>
                    <DescriptorName UI="D006801" MajorTopicYN="N">Humans</DescriptorName>
                  </MeshHeading>
                </MeshHeadingList>
                """));
    Citation expected =
        new Citation(
            "4711",
            "Papain and wounds.",
            List.of(
                new AbstractSection("AIM", "OBJECTIVE", "To see."),
                new AbstractSection("FINDINGS", "RESULTS", "Seen.")),
            1987,
            List.of(
                new MeshHeading(
                    "D010206",
                    "Papain",
                    false,
                    List.of(
                        new MeshQualifier("Q000627", "therapeutic use", true),
                        new MeshQualifier("Q000009", "adverse effects", false))),
                new MeshHeading("D006801", "Humans", false, List.of())));
    assertThat(Xml.read(document)).containsExactly(new PubmedRecord.Article(2, expected));
  }

  @Test
  void markupIsDroppedAndItsTextKept() throws IOException {
    Citation citation =
        Xml.readArticle(
            """
            <ArticleTitle>H<sub>2</sub>O in <i>E. <b>coli</b></i> &amp; <u>R</u><sup>2</sup> &lt; &#x3b1;</ArticleTitle>
            <Abstract><AbstractText><b>Aim:</b> see <mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"
              ><mml:mi>x</mml:mi><mml:mo>=</mml:mo><mml:mn>1</mml:mn></mml:math> and <![CDATA[a<b]]>.<!-- no -->
            </AbstractText></Abstract>
            """);
    assertThat(citation.title()).isEqualTo("H2O in E. coli & R2 < α");
    assertThat(citation.abstractText()).isEqualTo("Aim: see x=1 and a<b.");
  }

  @Test
  void whiteSpaceIsFolded() throws IOException {
    Citation citation =
        Xml.readArticle(
            "<ArticleTitle>\n  Genome of\n  <i>Vibrio</i>\u00a0\u2009sp.\n </ArticleTitle>"
                + "<Abstract><AbstractText Label=\" MAIN\n RESULTS \">"
                + "\u2003p\u2009&lt;\u20290.05 </AbstractText></Abstract>");
    assertThat(citation.title()).isEqualTo("Genome of Vibrio sp.");
    assertThat(citation.abstractText()).isEqualTo("MAIN RESULTS: p < 0.05");
  }

  @Test
  void theTitleOfATranslatedArticleLosesItsBrackets() throws IOException {
    assertThat(
            Xml.readArticle("<ArticleTitle>[<i>Treatment</i> of [severe] gout].</ArticleTitle>")
                .title())
        .isEqualTo("Treatment of [severe] gout.");
  }

  @Test
  void anEmptyTitleGivesWayToTheVernacularOne() throws IOException {
    for (String title : List.of("", " ", "[Not Available].")) {
      assertThat(
              Xml.readArticle(
                      String.format(
                          Locale.ROOT,
                          "<ArticleTitle>%s</ArticleTitle><VernacularTitle>Zur Gicht.</VernacularTitle>",
                          title))
                  .title())
          .isEqualTo("Zur Gicht.");
    }
    assertThat(Xml.readArticle("<ArticleTitle/>").title()).isEmpty();
  }

  @Test
  void emptyAndUnlabelledSectionsAreWhatTheySeem() throws IOException {
    Citation citation =
        Xml.readArticle(
            """
            <Abstract><AbstractText/><AbstractText Label="AIM"> <i> </i></AbstractText>
            <AbstractText Label="UNLABELLED" NlmCategory="UNLABELLED">Plain.</AbstractText>
            <AbstractText Label="" NlmCategory="UNASSIGNED">Rest.</AbstractText></Abstract>
            """);
    assertThat(citation.sections())
        .containsExactly(
            new AbstractSection("", "UNASSIGNED", "Plain."),
            new AbstractSection("", "UNASSIGNED", "Rest."));
  }

  @Test
  void thatAnAbstractWasCutIsNotPartOfIt() throws IOException {
    Citation citation =
        Xml.readArticle(
            """
            <ArticleTitle>Bran.</ArticleTitle>
            <Abstract><AbstractText>Bran helped.(ABSTRACT TRUNCATED AT 250 WORDS)</AbstractText></Abstract>
            """);
    assertThat(citation.abstractText()).isEqualTo("Bran helped.");
  }

  @Test
  void theYearIsTheIssuesElseTheElectronicArticles() throws IOException {
    String issue = "<Journal><JournalIssue><PubDate>%s</PubDate></JournalIssue></Journal>";
    String online = "<ArticleDate DateType=\"Electronic\"><Year>2015</Year></ArticleDate>";
    assertThat(
            Xml.readArticle(String.format(Locale.ROOT, issue, "<Year>2016</Year>") + online).year())
        .isEqualTo(2016);
    assertThat(
            Xml.readArticle(
                    String.format(
                            Locale.ROOT, issue, "<MedlineDate>1998 Dec-1999 Jan</MedlineDate>")
                        + online)
                .year())
        .isEqualTo(1998);
    assertThat(
            Xml.readArticle(
                    String.format(Locale.ROOT, issue, "<MedlineDate>Spring</MedlineDate>") + online)
                .year())
        .isEqualTo(2015);
    assertThat(Xml.readArticle(String.format(Locale.ROOT, issue, "<Season>Fall</Season>")).year())
        .isNull();
  }

  @Test
  void whatCommentsReferencesAndOtherAbstractsHoldIsNotTheCitationsOwn() throws IOException {
    Citation citation =
        Xml.readCitation(
            """
            <PMID Version="1">7</PMID>
            <Article><ArticleTitle>Own.</ArticleTitle>
              <AuthorList><Author><LastName>X</LastName></Author></AuthorList></Article>
            <CommentsCorrectionsList><CommentsCorrections RefType="Cites"><RefSource>J</RefSource>
              <PMID Version="1">8</PMID></CommentsCorrections></CommentsCorrectionsList>
            <OtherAbstract Type="plain-language-summary"><AbstractText>Other.</AbstractText></OtherAbstract>
            <ReferenceList><Reference><PMID>9</PMID><ArticleTitle>Other.</ArticleTitle>
              <Article><ArticleTitle>Other.</ArticleTitle></Article></Reference></ReferenceList>
            <SupplMeshList><SupplMeshName UI="C1">Other</SupplMeshName></SupplMeshList>
            """);
    assertThat(citation).isEqualTo(new Citation("7", "Own.", List.of(), null, List.of()));
  }

  @Test
  void booksAndDeletionsAreToldApart() throws IOException {
    assertThat(
            Xml.read(Xml.set(Xml.book(5), Xml.article(6), Xml.deletions(7, 8))).stream()
                .map(record -> record instanceof PubmedRecord.Article ? "article" : record))
        .containsExactly(
            new PubmedRecord.Book("5", 1),
            "article",
            new PubmedRecord.Deletion("7", 1),
            new PubmedRecord.Deletion("8", 1));
  }

  @Test
  void theSetOfBefore2017IsRead() throws IOException {
    String document =
        """
        <!DOCTYPE MedlineCitationSet [<!ELEMENT x (y)> <!-- ]> -->]>
        <MedlineCitationSet>
        <MedlineCitation><PMID>11</PMID><Article><ArticleTitle>Old.</ArticleTitle></Article></MedlineCitation>
        <MedlineCitation><PMID Version="1">012</PMID></MedlineCitation>
        <DeleteCitation/>
        </MedlineCitationSet>
        """;
    assertThat(Xml.read(document))
        .containsExactly(
            new PubmedRecord.Article(1, new Citation("11", "Old.", List.of(), null, List.of())),
            new PubmedRecord.Article(1, new Citation("12", "", List.of(), null, List.of())));
  }

  @Test
  void aRecordWithoutUsablePmidIsUnreadableAndTheNextIsRead() throws IOException {
    List<PubmedRecord> records =
        Xml.read(
            """
            <PubmedArticleSet>
            <PubmedArticle><MedlineCitation><Article/></MedlineCitation></PubmedArticle>
            <PubmedArticle><MedlineCitation><PMID>x9</PMID></MedlineCitation></PubmedArticle>
            <PubmedArticle/>
            <PubmedBookArticle/>
            <PubmedArticle><MedlineCitation><PMID>3</PMID></MedlineCitation></PubmedArticle>
            </PubmedArticleSet>
            """);
    assertThat(records)
        .containsExactly(
            noPmid(2, "record without PMID"),
            noPmid(3, "'x9' is not a PMID: expected 1 to 8 digits"),
            noPmid(4, "PubmedArticle without MedlineCitation"),
            noPmid(5, "record without PMID"),
            new PubmedRecord.Article(1, new Citation("3", "", List.of(), null, List.of())));
  }

  private static PubmedRecord noPmid(long line, String problem) {
    return new PubmedRecord.Unreadable("", "no-pmid", line, problem);
  }

  @Test
  void headingsWithoutNameAreLeftOut() throws IOException {
    Citation citation =
        Xml.readCitation(
            """
            <PMID>7</PMID><MeshHeadingList><MeshHeading/>
            <MeshHeading><DescriptorName MajorTopicYN="Y">Gout</DescriptorName><QualifierName UI="Q1"/></MeshHeading>
            </MeshHeadingList>
            """);
    assertThat(citation.headings()).containsExactly(new MeshHeading("", "Gout", true, List.of()));
  }

  @Test
  void anotherRootIsNamed() {
    assertThatThrownBy(() -> Xml.read("<DescriptorRecordSet/>"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("<DescriptorRecordSet>")
        .hasMessageContaining("<PubmedArticleSet>");
  }

  @Test
  void damageAfterTheRootIsNoticed() {
    assertThatThrownBy(() -> Xml.read(Xml.set(Xml.article(1)) + "<PubmedArticleSet>"))
        .isInstanceOf(MalformedFileException.class);
  }

  @Test
  void whateverTheDamageItIsReportedAsSuch() throws IOException {
    String good = Xml.set(Xml.article(1), Xml.book(2), Xml.article(3), Xml.deletions(4));
    Random random = new Random(20190101);
    int damaged = 0;
    for (int i = 0; i < 3000; i++) {
      StringBuilder bad = new StringBuilder(good);
      int at = random.nextInt(bad.length());
      switch (random.nextInt(3)) {
        case 0 -> bad.setCharAt(at, (char) random.nextInt(0x180));
        case 1 -> bad.delete(at, Math.min(bad.length(), at + 1 + random.nextInt(9)));
        default -> bad.insert(at, "<&>]]\"'!\u0000\ud800".charAt(random.nextInt(10)));
      }
      try {
        Xml.read(bad.toString());
      } catch (MalformedFileException e) {
        damaged++;
      }
    }
    // Every other exception has failed the test by now; most of the changes hit markup.
    assertThat(damaged).isBetween(1000, 3000);
  }
}
