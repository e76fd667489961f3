package org.mkailin.pipelines.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mkailin.transforms.dataset.WrittenFile;

class HtmlReportTest {
  private static String report(Example... examples) {
    return HtmlReport.of(
        new RunResults(
            Runs.PLAN,
            List.of(
                Runs.books("count", 8, 2, Map.of("p<0.05 & others", 6L)),
                Runs.books("read", 0, 0, Map.of()),
                Runs.books("sort", 2_000, 2_000, Map.of())),
            List.of(new WrittenFile("", "odd/odd-0.jsonl", 2_000, 0, "")),
            List.of(examples),
            "/out"));
  }

  /** The page without the white space of its layout. */
  private static String flat(String page) {
    return page.replaceAll(">\\s+", ">").replaceAll("\\s+<", "<");
  }

  @Test
  void itShowsSetsStagesAndExamples() {
    String page =
        flat(report(new Example("PMID 7", List.of(Example.Line.of("chosen", "Why seven?")))));
    assertThat(page)
        .startsWith("<!DOCTYPE html><html lang=\"en\">")
        .contains("<td><code>odd/</code></td><td class=\"n\">2,000</td>")
        .contains("<div class=\"bar\"><div style=\"width: 25%\"></div></div>")
        .contains("<td>read</td><td class=\"n\">0</td><td class=\"n\">0</td>")
        .contains("<h2>The oddest</h2><p>Odd is odd.</p><h3>PMID 7</h3>")
        .contains("<dt>chosen</dt><dd>Why seven?</dd>");
  }

  @Test
  void withoutExamplesThereIsNoHeadingForThem() {
    assertThat(report()).doesNotContain("The oddest", "Odd is odd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "a < b & c > d",
        "</dd><img src=x onerror=alert(1)>",
        "\"><b>",
        "&lt;already&gt;",
      })
  void whateverATextSaysItStaysText(String text) {
    String escaped =
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;");
    String page = report(new Example(text, List.of(Example.Line.of(text, text))));
    assertThat(page).doesNotContain(text).contains(escaped);
    assertThat(flat(page))
        .contains("<h3>" + escaped + "</h3>")
        .contains("<dt>" + escaped + "</dt><dd>" + escaped + "</dd>");
  }

  @Test
  void setsAndReasonsAreEscapedToo() {
    assertThat(report())
        .contains("odd numbers &amp; &quot;others&quot;", "p&lt;0.05 &amp; others 6")
        .doesNotContain("p<0.05");
  }
}
