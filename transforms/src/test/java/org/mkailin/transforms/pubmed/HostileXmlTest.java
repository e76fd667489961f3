package org.mkailin.transforms.pubmed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostileXmlTest {
  private static final String CITATION =
      """
      <PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID>
      <Article><ArticleTitle>%s</ArticleTitle></Article>
      </MedlineCitation></PubmedArticle></PubmedArticleSet>
      """;

  @Test
  void anExternalEntityIsNotRead(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "the secret");
    String document =
        String.format(
                Locale.ROOT,
                "<!DOCTYPE PubmedArticleSet [<!ENTITY x SYSTEM \"%s\">]>",
                secret.toUri())
            + String.format(Locale.ROOT, CITATION, "&x;");
    assertThatThrownBy(() -> Xml.read(document))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("&x;")
        .hasMessageNotContaining("secret");
  }

  @Test
  void anExternalDtdIsNotLoaded(@TempDir Path folder) throws IOException {
    // A parser that loaded it would stumble over its content.
    Path dtd = Files.writeString(folder.resolve("bad.dtd"), "<!ELEMENT");
    String document =
        String.format(
                Locale.ROOT,
                "<!DOCTYPE PubmedArticleSet SYSTEM \"%1$s\" [<!ENTITY %% p SYSTEM \"%1$s\"> %%p;]>",
                dtd.toUri())
            + String.format(Locale.ROOT, CITATION, "Fine.");
    assertThat(Xml.read(document)).hasSize(1);
  }

  @Test
  void aBillionLaughsAreRefused() {
    StringBuilder document = new StringBuilder("<!DOCTYPE PubmedArticleSet [<!ENTITY l0 \"ha\">");
    for (int i = 1; i < 10; i++) {
      document.append(
          String.format(Locale.ROOT, "<!ENTITY l%d \"%s\">", i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    document.append("]>").append(String.format(Locale.ROOT, CITATION, "&l9;"));
    assertThatThrownBy(() -> Xml.read(document.toString()))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("&l9;");
  }

  @Test
  void anEntityInAnAttributeIsRefused() {
    String document =
        "<!DOCTYPE PubmedArticleSet [<!ENTITY x \"2\">]>"
            + String.format(Locale.ROOT, CITATION, "").replace("<PMID>", "<PMID Version=\"&x;\">");
    assertThatThrownBy(() -> Xml.read(document)).isInstanceOf(MalformedFileException.class);
  }
}
