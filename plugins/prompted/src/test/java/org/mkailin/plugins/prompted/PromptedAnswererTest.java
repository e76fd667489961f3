package org.mkailin.plugins.prompted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mkailin.plugins.prompted.ScriptedGenerator.says;
import static org.mkailin.testkit.SampleCitations.AMLODIPINE;
import static org.mkailin.testkit.SampleCitations.BROMELAIN;
import static org.mkailin.testkit.SampleCitations.PAPAIN;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.Outcome;
import org.mkailin.corpus.AnswerRequest;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Passage;
import org.mkailin.corpus.Question;
import org.mkailin.corpus.QuestionInContext;

class PromptedAnswererTest {
  private static final Question QUESTION =
      new Question(PAPAIN.pmid(), "Does papain help?", "general");

  private static final QuestionInContext BROMELAIN_FIRST =
      new QuestionInContext(
          QUESTION,
          List.of(
              new Context(Passage.of(BROMELAIN), 0.9), new Context(Passage.of(AMLODIPINE), 0.2)));

  @Test
  void theBuiltInPromptShowsQuestionAndNumberedContextsAndNotTheSource() {
    ScriptedGenerator model = new ScriptedGenerator(says("Yes, it does."));
    assertThat(answer(model, BROMELAIN_FIRST)).isEqualTo(Outcome.of("Yes, it does."));
    assertThat(model.calls().get(0).get(0).messages().get(0).content())
        .endsWith(
            "Question: Does papain help?\n\nContext 1: "
                + BROMELAIN.title()
                + "\n"
                + BROMELAIN.abstractText()
                + "\n\nContext 2: "
                + AMLODIPINE.title()
                + "\n"
                + AMLODIPINE.abstractText()
                + "\n\nAnswer:")
        .doesNotContain(PAPAIN.title());
  }

  @Test
  void anAnswerWithoutVerdictIsAskedForAgain() {
    ScriptedGenerator model =
        new ScriptedGenerator(says("Papain helps."), says("Yes, papain helps."));
    assertThat(answer(model, BROMELAIN_FIRST)).isEqualTo(Outcome.of("Yes, papain helps."));
    assertThat(model.calls()).hasSize(2);
  }

  @Test
  void aQuestionWithoutContextsIsRejected() {
    assertThat(answer(new ScriptedGenerator(), new QuestionInContext(QUESTION, List.of())))
        .isEqualTo(
            Outcome.rejected(
                "no-context",
                "the question of 'general' about PMID 90000001 has no context, which the prompt"
                    + " shows"));
  }

  private static Outcome<String> answer(ScriptedGenerator model, QuestionInContext asked) {
    return new PromptedAnswerer(ScriptedGenerator.configured(Map.of()), model.strict(Map.of()))
        .process(List.of(new AnswerRequest(PAPAIN, asked)))
        .get(0);
  }
}
