package org.mkailin.pipelines.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mkailin.pipelines.results.Example.Cell;
import org.mkailin.pipelines.results.Example.Line;
import org.mkailin.transforms.dataset.WrittenFile;

class ExampleTest {
  @TempDir Path staging;

  private static Example example(int number) {
    return new Example(
        "PMID " + number,
        List.of(
            Line.of("question", "Is " + number + " \"odd\"?"),
            Line.of("answer", new Cell("sft", id(number), "completion"))));
  }

  private static String id(int number) {
    return String.format(Locale.ROOT, "sft-%08d", number);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 100})
  void anAnswerIsFoundWhicheverOfTheFilesItIsIn(int files) throws IOException {
    Map<String, String> rows = new HashMap<>();
    for (int number = 0; number < 60; number++) {
      // Row 13 was rejected.
      if (number != 13) {
        rows.put(id(number), "{\"prompt\":\"?\",\"completion\":\" Answer " + number + "\"}");
      }
    }
    List<WrittenFile> all = new ArrayList<>(Runs.writeSet(staging, "sft", files, rows));
    List<String> examples =
        List.of(example(59).toJson(), example(13).toJson(), example(2).toJson());
    all.add(Runs.write(staging, "examples/examples-00000-of-00001.jsonl", examples));
    assertThat(Example.in(all))
        .containsExactly(
            new Example(
                "PMID 59",
                List.of(Line.of("question", "Is 59 \"odd\"?"), Line.of("answer", "Answer 59"))),
            new Example("PMID 13", List.of(Line.of("question", "Is 13 \"odd\"?"))),
            new Example(
                "PMID 2",
                List.of(Line.of("question", "Is 2 \"odd\"?"), Line.of("answer", "Answer 2"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sft", "cpt"})
  void aRunWithoutExamplesHasNone(String set) throws IOException {
    assertThat(Example.in(Runs.writeSet(staging, set, 3, Map.of("a", "{}")))).isEmpty();
  }
}
