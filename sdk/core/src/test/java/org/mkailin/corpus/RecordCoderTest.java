package org.mkailin.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class RecordCoderTest {
  private static final Citation CITATION =
      new Citation(
          "12",
          "Papaïn.",
          List.of(new AbstractSection("AIM", "OBJECTIVE", "To see."), section("It works ≥ 2.")),
          null,
          List.of(
              new MeshHeading(
                  "D010206", "Papain", true, List.of(new MeshQualifier("Q000627", "use", false)))));

  private static final Preference PREFERENCE =
      new Preference(CITATION, asked("Why?"), asked("How?"), 0.75, -0.0, true);

  private static AbstractSection section(String text) {
    return new AbstractSection("", "", text);
  }

  private static QuestionInContext asked(String text) {
    return new QuestionInContext(
        new Question("12", text, "general"),
        List.of(new Context(new Passage("13", "T", "text", 1999, List.of()), 0.5)));
  }

  @Test
  void everyRecordOfTheCorpusComesBackEqual() throws Exception {
    CoderRegistry registry = CoderRegistry.createDefault();
    for (Record value :
        List.of(
            CITATION,
            PREFERENCE,
            new Comparison(CITATION, asked("Why?"), asked("How?")),
            new Judgement(1, 2, false),
            new AnswerRequest(CITATION, asked("Why?")),
            new AnsweredQuestion(new AnswerRequest(CITATION, asked("Why?")), "So.", "answerer"),
            new Rejection("read", "", "no-pmid", "line 7"))) {
      @SuppressWarnings("unchecked")
      Coder<Record> coder = (Coder<Record>) registry.getCoder((Class<?>) value.getClass());
      assertThat(coder).isInstanceOf(RecordCoder.class);
      assertThat(CoderUtils.clone(coder, value)).isEqualTo(value);
      CoderProperties.coderSerializable(coder);
    }
  }

  @Test
  void aCoderThatTravelledStillWorks() throws Exception {
    Coder<Citation> travelled = SerializableUtils.clone(RecordCoder.of(Citation.class));
    assertThat(travelled).isEqualTo(RecordCoder.of(Citation.class));
    assertThat(CoderUtils.clone(travelled, CITATION)).isEqualTo(CITATION);
  }

  @Test
  void itIsDeterministicUnlessAComponentIsNot() throws Exception {
    RecordCoder.of(Citation.class).verifyDeterministic();
    assertThatThrownBy(() -> RecordCoder.of(Context.class).verifyDeterministic())
        .isInstanceOf(Coder.NonDeterministicException.class);
  }

  @Test
  void aComponentOfAnUnknownTypeIsNamed() {
    record Odd(Map<String, String> values) {}
    assertThatThrownBy(() -> RecordCoder.of(Odd.class))
        .hasMessageContaining("component 'values'")
        .hasMessageContaining("Odd");
  }
}
