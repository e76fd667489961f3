package org.mkailin.plugins.prompted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mkailin.agent.Outcome;

class ReplyFormatTest {
  private static final String CLOSED = "Does papain help?";
  private static final String OPEN = "How does papain help?";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Does papain help?",
        "  Does  papain\thelp? \n",
        "Question: Does papain help?",
        "**Question:** Does papain help?",
        "**Question: Does papain help?**",
        "Q: \"Does papain help?\"",
        "“Does papain help?”",
        "1. Does papain help?",
        "Research question 1: **Does papain help?**",
        "Here is one question:\n\nDoes papain help?",
      })
  void aQuestionIsTakenOutOfItsWrapping(String reply) {
    assertThat(QuestionFormat.QUESTION.read(reply)).isEqualTo(Outcome.of("Does papain help?"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                          | is blank
          Question:                                   | is blank
          Papain helps.                               | does not end with a question mark
          Does papain help in the debridement of      | does not end with a question mark
          Does papain help? Does bromelain?           | asks more than once
          Does papain help? (yes/no)                  | does not end with a question mark
          Does papain help?↵Yes, it does.             | has more than one line
          Does papain help?↵Does bromelain?           | has more than one line
          Really so?                                  | has fewer than 3 words
          """)
  void whatIsNoSingleQuestionIsMalformed(String reply, String problem) {
    assertThat(QuestionFormat.QUESTION.read(reply.replace('↵', '\n')))
        .isEqualTo(Outcome.rejected("malformed-question", problem));
  }

  @Test
  void questionsOfTheFormatTextMayBeAnything() {
    assertThat(QuestionFormat.TEXT.read(" Once upon a time,\n\nthere was\u00a0 “Lily”. \n"))
        .isEqualTo(Outcome.of("Once upon a time, there was “Lily”."));
    assertThat(QuestionFormat.TEXT.read(" \n"))
        .isEqualTo(Outcome.rejected("malformed-question", "is blank"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Yes, papain digests necrotic tissue.     | Yes, papain digests necrotic tissue.
          **Answer:** No. It does not.             | No. It does not.
          maybe                                    | maybe
          Answer: Yes                              | Yes
          **Yes**, it does (p < 0.05).             | **Yes**, it does (p < 0.05).
          Yes — by half [1, 2].                    | Yes — by half [1, 2].
          Yes, by half. [1]                        | Yes, by half. [1]
          Yes, for two reasons:↵1. It digests.     | Yes, for two reasons:↵1. It digests.
          """)
  void anAnswerOfYesNoMaybeIsTaken(String reply, String answer) {
    assertThat(AnswerFormat.YES_NO_MAYBE.read(CLOSED, reply.replace('↵', '\n')))
        .isEqualTo(Outcome.of(answer.replace('↵', '\n')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Papain digests necrotic tissue.     | does not begin with yes, no or maybe
          No difference was found.            | does not begin with yes, no or maybe
          Nobody knows.                       | does not begin with yes, no or maybe
          Yes, papain digests necrotic        | does not end with a sentence
          """)
  void anAnswerWithoutVerdictOrEndIsMalformed(String reply, String problem) {
    assertThat(AnswerFormat.YES_NO_MAYBE.read(CLOSED, reply))
        .isEqualTo(Outcome.rejected("malformed-answer", problem));
  }

  @Test
  void onlyAYesNoQuestionWantsAVerdict() {
    Outcome<String> answer = Outcome.of("It digests necrotic tissue.");
    String reply = "Answer: It digests necrotic tissue.";
    assertThat(AnswerFormat.YES_NO_MAYBE.read(OPEN, reply)).isEqualTo(answer);
    assertThat(AnswerFormat.YES_NO_MAYBE.read("Is papain or bromelain better?", reply))
        .isEqualTo(answer);
    assertThat(AnswerFormat.SENTENCES.read(CLOSED, reply)).isEqualTo(answer);
  }

  @Test
  void answersOfTheFormatTextMayBeAnythingButBlank() {
    assertThat(AnswerFormat.TEXT.read(CLOSED, " Answer: it may "))
        .isEqualTo(Outcome.of("Answer: it may"));
    assertThat(AnswerFormat.TEXT.read(CLOSED, " "))
        .isEqualTo(Outcome.rejected("malformed-answer", "is blank"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"A", " a.", "**A**", "(A)", "Answer: A", "Question A.", "A\nIt is closer."})
  void theLetterIsTheVerdict(String reply) {
    assertThat(Verdict.read(reply)).isEqualTo(Outcome.of(new Verdict(1, 0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"A or B", "A better question", "Neither", "Both A and B", "A\nB", "C", "It is\nB"})
  void anythingElseIsNoVerdict(String reply) {
    assertThat(Verdict.read(reply))
        .isEqualTo(Outcome.rejected("malformed-verdict", "is neither A nor B"));
  }
}
