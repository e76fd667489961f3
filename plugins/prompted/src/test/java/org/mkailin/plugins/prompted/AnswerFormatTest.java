package org.mkailin.plugins.prompted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mkailin.agent.Outcome;

class AnswerFormatTest {
  private static final String CLOSED = "Does papain help?";
  private static final String OPEN = "How does papain help?";

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <think>↵Ok.↵</think>↵↵Yes, it does.                        | Yes, it does.
          Ok, so I read the contexts.↵</think>↵↵Yes, it does.        | Yes, it does.
          Sure! Here is the answer:↵↵Yes, it does.                   | Yes, it does.
          Certainly. Yes, it does.                                   | Yes, it does.
          Here is the answer to the question: Yes, it does.          | Yes, it does.
          Based on the contexts, the answer is: Yes, it does.        | Yes, it does.
          My final answer: Yes, it does.                             | Yes, it does.
          ### Answer↵Yes, it does.                                   | Yes, it does.
          Assistant: Yes, it does.                                   | Yes, it does.
          The answer is yes.                                         | Yes.
          The answer is, maybe.                                      | Maybe.
          The answer is no: it does not.                             | No: it does not.
          Answer is **no**.                                          | **no**.
          """)
  void whatAModelSaysBeforeAnAnswerIsTakenOff(String reply, String answer) {
    assertThat(AnswerFormat.YES_NO_MAYBE.read(CLOSED, reply.replace('↵', '\n')))
        .isEqualTo(Outcome.of(answer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Yes it does.",
        "Yes! It does.",
        "Yes (moderately), it does.",
        "Yes\nPapain does.",
        "_Yes_ it does.",
        "Maybe it does.",
        "No it does not.",
        "No they do not.",
        "No! It does not.",
        "No (hardly), it does not.",
        "No\nPapain does not.",
        "No – it does not.",
        "No—it does not.",
        "Yes, it does.\nYes, by half.",
        "Yes, for two reasons:\nNo harm was seen.\nIt digests.",
      })
  void aVerdictNeedsNoComma(String reply) {
    assertThat(AnswerFormat.YES_NO_MAYBE.read(CLOSED, reply)).isEqualTo(Outcome.of(reply));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Yes, p < 0.05.\n\nQuestion: Does X?",
        "Yes, p < 0.05.\n\n**Question 2:** Does X?\nAnswer: No.",
        "Yes, p < 0.05.\nUser: Does X?",
        "Yes, p < 0.05.\n\nNote: I am an AI.",
      })
  void anAnswerEndsWhereTheModelRunsOn(String reply) {
    assertThat(AnswerFormat.YES_NO_MAYBE.read(CLOSED, reply))
        .isEqualTo(Outcome.of("Yes, p < 0.05."));
    assertThat(AnswerFormat.SENTENCES.read(OPEN, reply)).isEqualTo(Outcome.of("Yes, p < 0.05."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <think>↵Ok. Yes, it does.                                  | holds a thought without its end
          I cannot answer this question based on the contexts.       | refuses
          I'm sorry, but the contexts do not provide it.             | refuses
          Question: Does it?↵Answer: Yes, it does.                   | begins with a label
          Yes; it does.↵No; it does not.                             | answers more than once
          Yes, it does.↵Answer: Yes.                                 | answers more than once
          Yes, it does.↵↵**Final answer:** Yes.                      | answers more than once
          Yes, it did↵Question: Does X?                              | does not end with a sentence
          Yes and no, it depends.                                    | does not begin with yes, no or maybe
          Yes or no, who knows.                                      | does not begin with yes, no or maybe
          Yes/no.                                                    | does not begin with yes, no or maybe
          Yesterday it did.                                          | does not begin with yes, no or maybe
          No (significant) difference was found.                     | does not begin with yes, no or maybe
          The answer is no difference.                               | does not begin with yes, no or maybe
          """)
  void whatIsNoSingleAnswerIsMalformed(String reply, String problem) {
    assertThat(AnswerFormat.YES_NO_MAYBE.read(CLOSED, reply.replace('↵', '\n')))
        .isEqualTo(Outcome.rejected("malformed-answer", problem));
  }

  @Test
  void refusalsAndThoughtsAreNoAnswersToOpenQuestionsEither() {
    assertThat(AnswerFormat.YES_NO_MAYBE.read(OPEN, "I cannot answer this from the contexts."))
        .isEqualTo(Outcome.rejected("malformed-answer", "refuses"));
    assertThat(AnswerFormat.SENTENCES.read(OPEN, "<think>Ok.</think>It digests tissue."))
        .isEqualTo(Outcome.of("It digests tissue."));
    String lists = "The main effects: it digests, and it does not burn.";
    assertThat(AnswerFormat.SENTENCES.read(OPEN, lists)).isEqualTo(Outcome.of(lists));
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
}
