package org.mkailin.plugins.prompted;

import java.util.List;
import java.util.Optional;
import org.mkailin.agent.Ties;
import org.mkailin.config.Setting;

/**
 * Configuration of the plugin «prompted»; of the keys, an agent reads those of its role.
 *
 * <p>Assumption: the paper says nothing of sampling. Questions are sampled, so that two agents on
 * one model differ; answers and verdicts are greedy.
 */
record PromptedConfig(
    @Setting(
            "file of the question generator's prompt, with {{title}}, {{abstract}} or {{mesh}}; the"
                + " built-in one unless given")
        Optional<String> questionPrompt,
    @Setting(
            "file of the evaluator's prompt, with {{first-question}}, {{first-contexts}},"
                + " {{second-question}}, {{second-contexts}} and the source's {{title}}, {{abstract}},"
                + " {{mesh}}; the built-in one unless given")
        Optional<String> judgePrompt,
    @Setting(
            "file of the answerer's prompt, with {{question}}, {{contexts}} and the source's"
                + " {{title}}, {{abstract}}, {{mesh}}; the built-in one unless given")
        Optional<String> answerPrompt,
    @Setting(
            value =
                "what a question must be: question (one, on one line) or text (anything not blank)",
            byDefault = "question")
        QuestionFormat questionFormat,
    @Setting(
            value =
                "what an answer must be: yes-no-maybe (sentences, which begin so where the question"
                    + " is of that kind), sentences (whole ones) or text (anything not blank)",
            byDefault = "yes-no-maybe")
        AnswerFormat answerFormat,
    @Setting(value = "softmax temperature of questions; 0 is greedy", byDefault = "0.7")
        double questionTemperature,
    @Setting(value = "softmax temperature of answers; 0 is greedy", byDefault = "0")
        double answerTemperature,
    @Setting(value = "the most tokens of a question", byDefault = "96") int questionTokens,
    @Setting(
            value = "the most tokens of a verdict, where the model gives no probabilities",
            byDefault = "8")
        int verdictTokens,
    @Setting(value = "the most tokens of an answer", byDefault = "384") int answerTokens,
    @Setting("texts that end a reply; they are not part of it") List<String> stop,
    @Setting(
            value = "how many replies are asked for, at most, until one can be read",
            byDefault = "3")
        int attempts,
    @Setting(
            value = "whole number that goes into every seed; another one gives other samples",
            byDefault = "0")
        long seed,
    @Setting(value = "what becomes of two questions that are judged alike", byDefault = "drop")
        Ties ties,
    @Setting(value = "probabilities that differ by no more than this are a tie", byDefault = "1e-9")
        double tieMargin) {

  PromptedConfig {
    stop = List.copyOf(stop);
    if (stop.contains("")) {
      throw new IllegalArgumentException("stop holds an empty text, which would end every reply");
    }
    checkTemperature("question-temperature", questionTemperature);
    checkTemperature("answer-temperature", answerTemperature);
    checkAtLeastOne("question-tokens", questionTokens);
    checkAtLeastOne("verdict-tokens", verdictTokens);
    checkAtLeastOne("answer-tokens", answerTokens);
    checkAtLeastOne("attempts", attempts);
    if (!(tieMargin >= 0 && tieMargin < 1)) {
      throw new IllegalArgumentException(
          "tie-margin is " + tieMargin + ", but must be at least 0 and below 1, as scores are");
    }
  }

  private static void checkTemperature(String key, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(key + " is " + value + ", but must be at least 0");
    }
  }

  private static void checkAtLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " is " + value + ", but must be at least 1");
    }
  }
}
