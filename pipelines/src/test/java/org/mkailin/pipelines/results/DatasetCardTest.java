package org.mkailin.pipelines.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.transforms.dataset.WrittenFile;

class DatasetCardTest {
  private static String card(StageCounts count) {
    return DatasetCard.of(
        new RunResults(
            Runs.PLAN,
            List.of(
                count,
                Runs.books("read", 5000, 4000, Map.of("blank", 1000L)),
                Runs.books("sort", 4000, 4000, Map.of())),
            List.of(
                new WrittenFile("", "even/even-0.jsonl", 1500, 0, ""),
                new WrittenFile("", "even/even-1.jsonl", 2500, 0, ""),
                new WrittenFile("", "evening/evening-0.jsonl", 7, 0, "")),
            List.of(),
            "/out"));
  }

  @Test
  void frontMatterNamesEverySetForTheHub() {
    assertThat(card(Runs.books("count", 1, 1, Map.of())))
        .startsWith(
            """
            ---
            language: [en]
            configs:
              - config_name: even
                data_files: even/*.jsonl
              - config_name: odd
                data_files: odd/*.jsonl
            tags: [biomedical, pubmed, m-kailin]
            ---

            # Sorted numbers

            Made by mkailin""");
  }

  @Test
  void rowsAreCountedBySet() {
    assertThat(card(Runs.books("count", 1, 1, Map.of())))
        .contains("| `even/` | 4,000 | number | even numbers |")
        .contains("| `odd/` | 0 | number |")
        .contains("| read | 5,000 | 4,000 | blank 1,000 |");
  }

  @Test
  void whatAStageRejectsIsExplainedWhereItRejectsAnything() {
    String remark = "What `count` rejected is no number.";
    assertThat(card(Runs.books("count", 1, 1, Map.of()))).doesNotContain(remark);
    assertThat(card(Runs.books("count", 2, 1, Map.of("no-number", 1L)))).contains(remark);
  }

  @Test
  void aProgramWithoutSetsHasNoTableOfThem() {
    Plan plan = new Plan("index", Runs.PLAN.card(), List.of(), List.of(), List.of());
    assertThat(DatasetCard.of(new RunResults(plan, List.of(), List.of(), List.of(), "/out")))
        .startsWith("---\nlanguage: [en]\ntags:")
        .doesNotContain("| set |", "lineage/");
  }
}
