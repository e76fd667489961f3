package org.mkailin.transforms.dataset;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.QuestionInContext;

/**
 * The words around a row's data.
 *
 * <p>Prompts end without a blank, and what follows begins with one, as TRL's own examples do: so
 * prompt and completion meet at a token boundary.
 */
final class TrainingText {
  private TrainingText() {}

  /** What the question generator is asked: x of the preference loss (eq. 7). */
  static String questionPrompt(Citation source) {
    return "Ask one research question that this biomedical article answers.\n\nTitle: "
        + source.title()
        + "\n\nAbstract: "
        + source.abstractText()
        + "\n\nQuestion:";
  }

  /** A question with its contexts: the text of a continued-pre-training row. */
  static String questionAndContexts(QuestionInContext asked) {
    return "Question: "
        + asked.question().text()
        + "\n\n"
        + IntStream.range(0, asked.contexts().size())
            .mapToObj(i -> "Context " + (i + 1) + ": " + context(asked.contexts().get(i)))
            .collect(Collectors.joining("\n\n"));
  }

  /** What is asked of the fine-tuned model. */
  static String answerPrompt(QuestionInContext asked) {
    return "Answer the biomedical question.\n\n" + questionAndContexts(asked) + "\n\nAnswer:";
  }

  /** What follows a prompt. */
  static String continuation(String text) {
    return " " + text;
  }

  private static String context(Context context) {
    return context.passage().title() + "\n" + context.passage().text();
  }
}
