package org.mkailin.plugins.prompted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mkailin.agent.Ties;
import org.mkailin.config.ConfigBinder;

class PromptedConfigTest {
  private final List<String> problems = new ArrayList<>();

  @Test
  void defaults() {
    assertThat(ConfigBinder.bind(PromptedConfig.class, Map.of(), "prompted", problems))
        .contains(
            new PromptedConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                QuestionFormat.QUESTION,
                AnswerFormat.YES_NO_MAYBE,
                /* questionTemperature= */ 0.7,
                /* answerTemperature= */ 0,
                /* questionTokens= */ 96,
                /* verdictTokens= */ 8,
                /* answerTokens= */ 384,
                /* stop= */ List.of(),
                /* attempts= */ 3,
                /* seed= */ 0,
                Ties.DROP,
                /* tieMargin= */ 1e-9));
  }

  @Test
  void everyKey() {
    Map<String, Object> values =
        Map.ofEntries(
            Map.entry("question-prompt", "q.txt"),
            Map.entry("judge-prompt", "j.txt"),
            Map.entry("answer-prompt", "a.txt"),
            Map.entry("question-format", "text"),
            Map.entry("answer-format", "sentences"),
            Map.entry("question-temperature", 0),
            Map.entry("answer-temperature", 0.2),
            Map.entry("question-tokens", 120),
            Map.entry("verdict-tokens", 3),
            Map.entry("answer-tokens", 64),
            Map.entry("stop", List.of("\n", "###")),
            Map.entry("attempts", 1),
            Map.entry("seed", -7),
            Map.entry("ties", "keep"),
            Map.entry("tie-margin", 0.05));
    assertThat(ConfigBinder.bind(PromptedConfig.class, values, "prompted", problems))
        .contains(
            new PromptedConfig(
                Optional.of("q.txt"),
                Optional.of("j.txt"),
                Optional.of("a.txt"),
                QuestionFormat.TEXT,
                AnswerFormat.SENTENCES,
                /* questionTemperature= */ 0,
                /* answerTemperature= */ 0.2,
                /* questionTokens= */ 120,
                /* verdictTokens= */ 3,
                /* answerTokens= */ 64,
                /* stop= */ List.of("\n", "###"),
                /* attempts= */ 1,
                /* seed= */ -7,
                Ties.KEEP,
                /* tieMargin= */ 0.05));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          question-temperature | -0.1 | question-temperature is -0.1, but must be at least 0
          answer-temperature   | NaN  | answer-temperature is NaN, but must be at least 0
          question-tokens      | 0    | question-tokens is 0, but must be at least 1
          verdict-tokens       | 0    | verdict-tokens is 0, but must be at least 1
          answer-tokens        | -1   | answer-tokens is -1, but must be at least 1
          attempts             | 0    | attempts is 0, but must be at least 1
          tie-margin           | 1    | tie-margin is 1.0, but must be at least 0 and below 1, as scores are
          """)
  void whatIsOutOfRangeIsRefusedByName(String key, String value, String problem) {
    ConfigBinder.bind(PromptedConfig.class, Map.of(key, value), "prompted", problems);
    assertThat(problems).containsExactly("prompted: " + problem);
  }

  @Test
  void anEmptyStopIsRefused() {
    ConfigBinder.bind(PromptedConfig.class, Map.of("stop", List.of("")), "prompted", problems);
    assertThat(problems)
        .containsExactly("prompted: stop holds an empty text, which would end every reply");
  }
}
