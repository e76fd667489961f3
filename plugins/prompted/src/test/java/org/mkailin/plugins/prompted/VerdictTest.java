package org.mkailin.plugins.prompted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mkailin.agent.Outcome;

class VerdictTest {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "B. It keeps to the subject.",
        "B: it is closer",
        "B, because it is closer",
        "B; it is closer",
        "B! It is closer",
        "B - it is closer",
        "B) It is closer",
        "(B) It is closer",
        "[B]",
        "[B] It is closer",
        "B:",
        "**B**",
        "**B**: it is closer",
        "**Answer:** B\n\nIt has a rarer heading.",
        "b. It has a rarer heading.",
        "Option B",
        "Option B.",
        "Question B: it is closer",
        "The answer is B.",
        "The better question is: B",
        "My verdict is **B**.",
        "Here is my verdict: B",
        "Sure! B.",
        "<think>A or B?</think>\n\nB",
      })
  void aLetterWithPunctuationIsTheVerdict(String reply) {
    assertThat(Verdict.read(reply)).isEqualTo(Outcome.of(new Verdict(0, 1)));
    String swapped = reply.replace("A or B", "B or A").replaceAll("B(?! or)(?!\\?)", "A");
    assertThat(Verdict.read(swapped.replaceFirst("^b", "a")))
        .isEqualTo(Outcome.of(new Verdict(1, 0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A. It is closer than B.",
        "B. It is closer than A.",
        "B. A closer match.",
        "A, B",
        "a\nb",
        "b\na",
        "A, not b.",
        "A, not _B_.",
        "B, not _A_.",
        "Option A or B.",
        "The answer is A or B.",
        "The answer is a mystery.",
        "A because it is closer",
        "Question A is not better.",
        "A-fib is closer.",
        "Apart from that, none.",
        "<think>A.",
      })
  void aReplyThatNamesBothLettersOrNoneClearlyIsNoVerdict(String reply) {
    assertThat(Verdict.read(reply))
        .isEqualTo(Outcome.rejected("malformed-verdict", "is neither A nor B"));
  }
}
