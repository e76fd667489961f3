package org.mkailin.pipelines.distill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Preference;
import org.mkailin.corpus.Question;
import org.mkailin.corpus.QuestionInContext;
import org.mkailin.corpus.RecordCoder;
import org.mkailin.pipelines.results.Example;
import org.mkailin.pipelines.results.Example.Cell;
import org.mkailin.pipelines.results.Example.Line;
import org.mkailin.testkit.BeamTest;
import org.mkailin.transforms.dataset.Row;

@BeamTest
class ClearestPreferencesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Preference preference(String pmid, double chosen, double rejected) {
    return new Preference(
        new Citation(pmid, "On " + pmid, List.of(), null, List.of()),
        asked(pmid, "domain", "Why " + pmid + "?"),
        asked(pmid, "general", "What is " + pmid + "?"),
        chosen,
        rejected,
        false);
  }

  private static QuestionInContext asked(String pmid, String agent, String text) {
    return new QuestionInContext(new Question(pmid, text, agent), List.of());
  }

  private static Example read(Row row) {
    try {
      return JSON.readValue(row.line(), Example.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theGreatestMarginsOfAllComeFirstAndEqualsByPmid(TestPipeline pipeline) {
    PCollection<Row> rows =
        pipeline
            .apply(
                Create.of(
                        preference("16", 0.9, 0.8),
                        preference("15", 0.5, 0.25),
                        preference("14", 0.75, 0.5),
                        preference("13", 0.875, 0.125),
                        preference("12", 0.5, 0.5),
                        preference("11", 1.0, 0.5),
                        preference("10", 0.5, 0.25))
                    .withCoder(RecordCoder.of(Preference.class)))
            .apply(new ClearestPreferences());
    PAssert.that(rows)
        .satisfies(
            found -> {
              Stream<Row> ranked =
                  StreamSupport.stream(found.spliterator(), false)
                      .sorted((a, b) -> a.id().compareTo(b.id()));
              assertThat(ranked.map(row -> read(row).title()))
                  .containsExactly("PMID 13", "PMID 11", "PMID 10", "PMID 14", "PMID 15");
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void anExampleHasBothQuestionsAndSaysWhereTheAnswerIs(TestPipeline pipeline) {
    PCollection<Row> rows =
        pipeline
            .apply(
                Create.of(preference("7", 0.8341, 0.5)).withCoder(RecordCoder.of(Preference.class)))
            .apply(new ClearestPreferences());
    PAssert.that(rows)
        .satisfies(
            found -> {
              assertThat(found)
                  .extracting(ClearestPreferencesTest::read)
                  .containsExactly(
                      new Example(
                          "PMID 7",
                          List.of(
                              Line.of("chosen, by domain, score 0.834", "Why 7?"),
                              Line.of("rejected, by general, score 0.500", "What is 7?"),
                              Line.of("answer", new Cell("sft", "sft-00000007", "completion")))));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }
}
