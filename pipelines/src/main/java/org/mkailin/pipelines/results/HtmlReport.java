package org.mkailin.pipelines.results;

import java.util.List;
import java.util.Locale;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.transforms.dataset.WrittenFile;

/** The run as a page for the browser: every stage, and a few rows to look at. */
final class HtmlReport {
  private HtmlReport() {}

  static String of(List<StageCounts> stages, List<WrittenFile> files, List<Example> examples) {
    StringBuilder page =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>mkailin: report of a run</title>
            <style>
              body { font: 16px/1.5 system-ui, sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
              table { border-collapse: collapse; width: 100%%; margin: 1rem 0 2rem; }
              th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top; }
              td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
              .bar { background: #eee; height: .7rem; margin-top: .45rem; min-width: 10rem; }
              .bar div { background: #2a6f97; height: 100%%; }
              td:first-child { white-space: nowrap; }
              dt { color: #666; } dd { margin: 0 0 .6rem 1.5rem; }
              code { background: #f4f4f4; padding: 0 .25rem; }
            </style>
            <h1>Report of a run</h1>
            <p>mkailin %s. Where each row comes from is in <code>lineage/</code>, what was set aside and why in
            <code>rejections/</code>, inputs and checksums in <code>manifest.json</code>.</p>
            <h2>Sets</h2>
            <table><tr><th>set</th><th class="n">rows</th><th>columns</th><th>what for</th></tr>
            """,
                Version.current()));
    for (Dataset set : Dataset.values()) {
      page.append(
          String.format(
              Locale.ROOT,
              "<tr><td><code>%s/</code></td><td class=\"n\">%,d</td><td>%s</td><td>%s</td></tr>\n",
              set.folder(),
              set.rowsIn(files),
              set.columns(),
              set.purpose()));
    }
    page.append(
        """
        </table>
        <h2>Stages</h2>
        <table><tr><th>stage</th><th class="n">in</th><th class="n">out</th><th>went on</th><th>rejected</th></tr>
        """);
    for (StageCounts stage : stages) {
      page.append(
          String.format(
                  Locale.ROOT,
                  "<tr><td>%s</td><td class=\"n\">%,d</td><td class=\"n\">%,d</td>",
                  stage.stage(),
                  stage.in(),
                  stage.out())
              + String.format(
                  Locale.ROOT,
                  "<td><div class=\"bar\"><div style=\"width: %d%%\"></div></div></td><td>%s</td></tr>\n",
                  share(stage),
                  stage.remarks()));
    }
    page.append("</table>\n<h2>The clearest preferences</h2>\n");
    page.append(
        "<p>The score says how near a question's contexts are to its source; who scores higher is"
            + " chosen.</p>\n");
    for (Example example : examples) {
      page.append(String.format(Locale.ROOT, "<h3>PMID %s</h3>\n<dl>\n", example.pmid()));
      append("chosen", example.chosen(), page);
      append("rejected", example.rejected(), page);
      page.append(
          String.format(
              Locale.ROOT, "<dt>answer</dt><dd>%s</dd>\n</dl>\n", escaped(example.answer())));
    }
    return page.append("</html>\n").toString();
  }

  private static void append(String name, Example.Side side, StringBuilder page) {
    page.append(
        String.format(
            Locale.ROOT,
            "<dt>%s, by %s, score %.3f</dt><dd>%s</dd>\n",
            name,
            escaped(side.agent()),
            side.score(),
            escaped(side.question())));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static long share(StageCounts stage) {
    return stage.in() == 0 ? 0 : Math.round(100.0 * stage.out() / stage.in());
  }
}
