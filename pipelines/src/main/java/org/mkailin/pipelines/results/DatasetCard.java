package org.mkailin.pipelines.results;

import java.util.List;
import java.util.Locale;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.transforms.IndexCitations;
import org.mkailin.transforms.dataset.WrittenFile;

/** The README of an output folder: a dataset card with Hugging Face's front matter. */
final class DatasetCard {
  private DatasetCard() {}

  static String of(List<StageCounts> stages, List<WrittenFile> files) {
    StringBuilder card = new StringBuilder("---\nlanguage: [en]\nconfigs:\n");
    for (Dataset set : Dataset.values()) {
      card.append(
          String.format(
              Locale.ROOT,
              "  - config_name: %s\n    data_files: %s/*.jsonl\n",
              set.folder(),
              set.folder()));
    }
    card.append(
        String.format(
            Locale.ROOT,
            """
        tags: [biomedical, pubmed, m-kailin]
        ---

        # Training sets distilled from PubMed

        Made by mkailin %s, after m-KAILIN (arXiv 2504.19565): two agents ask about each citation, contexts
        are retrieved for both questions, an evaluator prefers the question whose contexts fit the source
        better, and the chosen question is answered.

        | set | rows | columns | what for |
        |---|--:|---|---|
        """,
            Version.current()));
    for (Dataset set : Dataset.values()) {
      card.append(
          String.format(
              Locale.ROOT,
              "| `%s/` | %,d | %s | %s |\n",
              set.folder(),
              set.rowsIn(files),
              set.columns(),
              set.purpose()));
    }
    card.append(
        """

        Line *i* of `lineage/SET-….jsonl` tells where line *i* of `SET/SET-….jsonl` comes from: PMIDs, MeSH
        headings, agents and scores. `rejections/` lists every citation that did not become a row, with the
        stage and the reason. `manifest.json` has the inputs, the agents' configuration, and a checksum of
        every file.

        ## Every stage's books

        | stage | in | out | rejected |
        |---|--:|--:|---|
        """);
    for (StageCounts stage : stages) {
      card.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %,d | %s |\n",
              stage.stage(),
              stage.in(),
              stage.out(),
              stage.remarks()));
    }
    if (stages.stream()
        .anyMatch(s -> s.stage().equals(IndexCitations.STAGE) && s.rejectedInAll() > 0)) {
      card.append(
          String.format(
              Locale.ROOT,
              "\nWhat stage `%s` rejected is nowhere a context; it may be a source all the same.\n",
              IndexCitations.STAGE));
    }
    return card.append(
            """

            The abstracts are their publishers' or authors'; NLM's terms for PubMed data apply to what is derived
            from them.
            """)
        .toString();
  }
}
