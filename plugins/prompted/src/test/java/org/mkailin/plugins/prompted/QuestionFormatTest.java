package org.mkailin.plugins.prompted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mkailin.agent.Outcome;

class QuestionFormatTest {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<think>Let me see.</think>Does papain help?",
        "<think>\nIs it?\n</think>\n<think>Yes.</think>\n\nQuestion: Does papain help?",
        "Is it clear?\n</think>\n\nDoes papain help?",
        "Sure! Does papain help?",
        "Okay, Does papain help?",
        "Of course. Does papain help?",
        "Sure! Here is a question: Does papain help?",
        "Certainly, this is it: Does papain help?",
        "Here's a research question that this article answers: Does papain help?",
        "Here’s a question!\n\nDoes papain help?",
        "**Here is one.**\n\nDoes papain help?",
        "My question: Does papain help?",
        "This is the question:Does papain help?",
        "**Biomedical question:** Does papain help?",
        "Question (yes/no): Does papain help?",
        "Title: Papain in mice. Question: Does papain help?",
        "Assistant: Does papain help?",
        "Q1: Does papain help?",
        "Q1. Does papain help?",
        "1: Does papain help?",
        "1) Does papain help?",
        "- Does papain help?",
        "* Does papain help?",
        "• Does papain help?",
        "> Does papain help?",
        "## Does papain help?",
        "### Question\nDoes papain help?",
        "**Question**\n\nDoes papain help?",
        "_Does papain help?_",
        "__Does papain help?__",
      })
  void whatAModelSaysBeforeAQuestionIsTakenOff(String reply) {
    assertThat(QuestionFormat.QUESTION.read(reply)).isEqualTo(Outcome.of("Does papain help?"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Vitamin D: does it help?",
        "Q10: does it help?",
        "OK-432: does it help?",
        "Does one screening question: the first: help?",
        "How does a question: the first: help?",
        "I/R injury: does papain help?",
        "Can you inherit asthma?",
      })
  void whatOnlyLooksLikeAWrappingStays(String question) {
    assertThat(QuestionFormat.QUESTION.read(question)).isEqualTo(Outcome.of(question));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <think>Does papain help?                               | holds a thought without its end
          I'm sorry, I can't ask; can you give the abstract?     | refuses
          I am very sorry; is there an abstract?                 | refuses
          Sorry, is there an abstract?                           | refuses
          I apologize, is there an abstract?                     | refuses
          My apologies, is there an abstract?                    | refuses
          I cannot ask; is there an abstract?                    | refuses
          I can not ask; is there an abstract?                   | refuses
          Unfortunately, I can’t ask; is there an abstract?      | refuses
          I am unable to ask; is there an abstract?              | refuses
          I'm not able to ask; is there an abstract?             | refuses
          As an AI, may I see the abstract?                      | refuses
          Sure! Could you please provide the abstract?           | refuses
          Can you give the abstract?                             | refuses
          Would you share the abstract?                          | refuses
          Please send the abstract, will you?                    | refuses
          Title: does papain help?                               | begins with a label
          **Context 1:** does papain help?                       | begins with a label
          Topic: does papain help?                               | begins with a label
          """)
  void whatIsLeftOfARefusalOrAnotherTextIsNoQuestion(String reply, String problem) {
    assertThat(QuestionFormat.QUESTION.read(reply))
        .isEqualTo(Outcome.rejected("malformed-question", problem));
  }

  @Test
  void questionsOfTheFormatTextMayBeAnything() {
    assertThat(QuestionFormat.TEXT.read(" Once upon a time,\n\nthere was\u00a0 “Lily”. \n"))
        .isEqualTo(Outcome.of("Once upon a time, there was “Lily”."));
    assertThat(QuestionFormat.TEXT.read(" \n"))
        .isEqualTo(Outcome.rejected("malformed-question", "is blank"));
  }
}
