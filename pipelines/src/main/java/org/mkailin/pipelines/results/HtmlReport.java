package org.mkailin.pipelines.results;

import static j2html.TagCreator.body;
import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.document;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.table;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.title;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.Locale;
import org.mkailin.pipelines.books.StageCounts;

/**
 * The run as a page for the browser: every stage, and a few rows to look at.
 *
 * <p>Whatever goes into an element is escaped there, unless it is said to be HTML.
 */
final class HtmlReport {
  private static final String CSS =
      """
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
      table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
      th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top; }
      td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
      .bar { background: #eee; height: .7rem; margin-top: .45rem; min-width: 10rem; }
      .bar div { background: #2a6f97; height: 100%; }
      td:first-child { white-space: nowrap; }
      dt { color: #666; } dd { margin: 0 0 .6rem 1.5rem; }
      code { background: #f4f4f4; padding: 0 .25rem; }
      """;

  private HtmlReport() {}

  static String of(RunResults results) {
    Plan plan = results.plan();
    return document().render()
        + "\n"
        + html(
                head(
                    meta().withCharset("utf-8"),
                    meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                    title("mkailin: " + plan.card().title()),
                    style(rawHtml(CSS))),
                body(
                    h1(plan.card().title()),
                    p("Made by mkailin " + Version.current() + plan.card().about()),
                    p(
                        code("rejections/"),
                        text(" lists what was set aside and why; "),
                        code("manifest.json"),
                        text(" has the inputs and a checksum of every file.")),
                    iff(!plan.sets().isEmpty(), sets(results)),
                    stages(results),
                    iff(!results.examples().isEmpty(), examples(results))))
            .withLang("en")
            .renderFormatted();
  }

  private static DomContent sets(RunResults results) {
    return each(
        h2("Sets"),
        table(
            tr(th("set"), th("rows").withClass("n"), th("columns"), th("what for")),
            each(
                results.plan().sets(),
                set ->
                    tr(
                        td(code(set.folder() + "/")),
                        number(results.rowsOf(set)),
                        td(set.columns()),
                        td(set.purpose())))));
  }

  private static DomContent stages(RunResults results) {
    return each(
        h2("Stages"),
        table(
            tr(
                th("stage"),
                th("in").withClass("n"),
                th("out").withClass("n"),
                th("went on"),
                th("rejected")),
            each(
                results.stages(),
                stage ->
                    tr(
                        td(stage.stage()),
                        number(stage.in()),
                        number(stage.out()),
                        td(bar(stage)),
                        td(stage.remarks())))));
  }

  private static DomContent bar(StageCounts stage) {
    long share = stage.in() == 0 ? 0 : Math.round(100.0 * stage.out() / stage.in());
    return div(div().withStyle("width: " + share + "%")).withClass("bar");
  }

  private static DomContent examples(RunResults results) {
    return each(
        h2(results.plan().card().examples()),
        p(results.plan().card().aboutExamples()),
        each(
            results.examples(),
            example ->
                each(
                    h3(example.title()),
                    dl(each(example.lines(), line -> each(dt(line.label()), dd(line.text())))))));
  }

  private static DomContent number(long value) {
    return td(String.format(Locale.ROOT, "%,d", value)).withClass("n");
  }
}
