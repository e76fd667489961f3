package org.mkailin.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mkailin.corpus.AbstractSection;
import org.mkailin.corpus.AnswerRequest;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Passage;
import org.mkailin.corpus.Question;
import org.mkailin.corpus.QuestionInContext;

class TextLengthTest {
  /** A title of 2, and an abstract of 3 + 4. */
  private static final Citation SOURCE =
      new Citation(
          "1",
          "Ti",
          List.of(new AbstractSection("A", "", "abc"), new AbstractSection("B", "", "defg")),
          null,
          List.of());

  private static QuestionInContext asked(String question, String... texts) {
    return new QuestionInContext(
        new Question("1", question, "general"),
        List.of(texts).stream()
            .map(text -> new Context(new Passage("2", "T", text, null, List.of()), 1))
            .toList());
  }

  @Test
  void allThatAnAgentReadsCounts() {
    assertThat(TextLength.ofCitation(SOURCE)).isEqualTo(9);
    assertThat(TextLength.ofQuestion(asked("Why?").question())).isEqualTo(4);
    // A title of 1 and a text in each context: 4 + (1 + 2) + (1 + 3)
    assertThat(TextLength.ofRequest(new AnswerRequest(SOURCE, asked("Why?", "ab", "abc"))))
        .isEqualTo(11);
    // The source, and both sides: 9 + 11 + 5
    Comparison pair = new Comparison(SOURCE, asked("Why?", "ab", "abc"), asked("How?", ""));
    assertThat(TextLength.ofComparison(pair)).isEqualTo(25);
  }
}
