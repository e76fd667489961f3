package org.mkailin.pipelines.command;

import java.io.PrintWriter;
import java.util.Locale;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.pipelines.job.ElapsedTime;
import org.mkailin.pipelines.results.DataSet;
import org.mkailin.pipelines.results.Example;
import org.mkailin.pipelines.results.RunResults;

/** What a person sees when a run has ended: the books, one row as an example, where to look. */
final class ClosingSummary {
  private ClosingSummary() {}

  /**
   * Prints it.
   *
   * @param did what was done, such as «Distilled 2,299 citation records in 4.1 s»
   */
  static void print(RunResults result, String did, PrintWriter out) {
    out.printf(Locale.ROOT, "%s.%n%n", did);
    out.printf(
        Locale.ROOT, "  %-16s %9s %9s %9s  %s%n", "stage", "in", "out", "rejected", "reasons");
    for (StageCounts stage : result.stages()) {
      out.printf(
          Locale.ROOT,
          "  %-16s %,9d %,9d %,9d  %s%n",
          stage.stage(),
          stage.in(),
          stage.out(),
          stage.rejectedInAll(),
          stage.remarks());
    }
    out.println();
    for (DataSet set : result.plan().sets()) {
      out.printf(
          Locale.ROOT, "  %-12s %,9d %s%n", set.folder() + "/", result.rowsOf(set), set.purpose());
    }
    result.examples().stream()
        .limit(1)
        .forEach(example -> print(result.plan().card().examples(), example, out));
    out.printf(Locale.ROOT, "%nResults   %s%n", result.out());
    out.printf(
        Locale.ROOT, "Start at  %s/README.md or %s/report.html%n", result.out(), result.out());
    out.printf(Locale.ROOT, "Set aside %s/rejections, each with its reason%n", result.out());
    out.flush();
  }

  /**
   * What a distillation did, as a sentence without its full stop.
   *
   * @param started when it started, as {@link System#nanoTime()}
   */
  static String distilled(RunResults result, long started) {
    return String.format(
        Locale.ROOT,
        "Distilled %,d citation records in %s",
        result.stages().get(0).in(),
        ElapsedTime.since(started));
  }

  private static void print(String heading, Example example, PrintWriter out) {
    out.printf(Locale.ROOT, "%n%s, the first: %s%n", heading, example.title());
    for (Example.Line line : example.lines()) {
      out.printf(Locale.ROOT, "  %s%n      %s%n", line.label(), line.text());
    }
  }
}
