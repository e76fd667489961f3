package org.mkailin.pipelines.results;

import java.util.Locale;
import org.mkailin.pipelines.books.StageCounts;

/** The README of an output folder: a dataset card with Hugging Face's front matter. */
final class DatasetCard {
  private DatasetCard() {}

  static String of(RunResults results) {
    Plan plan = results.plan();
    StringBuilder card = new StringBuilder("---\n");
    appendFrontMatter(card, plan);
    append(card, "---\n\n# %s\n\n", plan.card().title());
    append(card, "Made by mkailin %s%s\n", Version.current(), plan.card().about());
    appendSets(card, results);
    append(
        card,
        """

        `rejections/` lists every citation that did not go on, with the stage and the reason.
        `manifest.json` has the inputs, the agents' configuration, and a checksum of every file.

        ## Every stage's books

        | stage | in | out | rejected |
        |---|--:|--:|---|
        """);
    for (StageCounts stage : results.stages()) {
      append(
          card,
          "| %s | %,d | %,d | %s |\n",
          stage.stage(),
          stage.in(),
          stage.out(),
          stage.remarks());
    }
    for (int i = 0; i < plan.stages().size(); i++) {
      String remark = plan.stages().get(i).whenRejecting();
      if (!remark.isEmpty() && results.stages().get(i).rejectedInAll() > 0) {
        append(card, "\n%s\n", remark);
      }
    }
    append(
        card,
        """

        The abstracts are their publishers' or authors'; NLM's terms for PubMed data apply to what is derived
        from them.
        """);
    return card.toString();
  }

  private static void appendFrontMatter(StringBuilder card, Plan plan) {
    append(card, "language: [en]\n");
    if (!plan.sets().isEmpty()) {
      append(card, "configs:\n");
    }
    for (DataSet set : plan.sets()) {
      append(card, "  - config_name: %s\n    data_files: %s/*.jsonl\n", set.folder(), set.folder());
    }
    append(card, "tags: [biomedical, pubmed, m-kailin]\n");
  }

  private static void appendSets(StringBuilder card, RunResults results) {
    if (results.plan().sets().isEmpty()) {
      return;
    }
    append(card, "\n| set | rows | columns | what for |\n|---|--:|---|---|\n");
    for (DataSet set : results.plan().sets()) {
      append(
          card,
          "| `%s/` | %,d | %s | %s |\n",
          set.folder(),
          results.rowsOf(set),
          set.columns(),
          set.purpose());
    }
    append(
        card,
        """

        Line *i* of `lineage/SET-….jsonl` tells where line *i* of `SET/SET-….jsonl` comes from: PMIDs, MeSH
        headings, agents and scores.
        """);
  }

  private static void append(StringBuilder card, String format, Object... values) {
    card.append(String.format(Locale.ROOT, format, values));
  }
}
