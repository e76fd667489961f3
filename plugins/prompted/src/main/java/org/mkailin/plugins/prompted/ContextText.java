package org.mkailin.plugins.prompted;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mkailin.agent.Outcome;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Passage;
import org.mkailin.corpus.QuestionInContext;

/**
 * Contexts as a prompt shows them, best first: «Context 1: », title, and text on the next line, as
 * in the training rows; a blank line between two.
 */
final class ContextText {
  private ContextText() {}

  /** Titles and texts. */
  static String of(List<Context> contexts) {
    return numbered(contexts, ContextText::titleAndText);
  }

  /** Titles, texts, and a line «MeSH headings: …» each. */
  static String withHeadings(List<Context> contexts) {
    return numbered(
        contexts,
        passage ->
            titleAndText(passage) + "\nMeSH headings: " + SourceText.headings(passage.headings()));
  }

  /** The rejection of a question that has no context to show. */
  static <T> Outcome<T> missing(QuestionInContext asked) {
    return Outcome.rejected(
        "no-context",
        String.format(
            Locale.ROOT,
            "the question of '%s' about PMID %s has no context, which the prompt shows",
            asked.question().generator(),
            asked.question().pmid()));
  }

  private static String titleAndText(Passage passage) {
    return passage.title() + "\n" + passage.text();
  }

  private static String numbered(List<Context> contexts, Function<Passage, String> text) {
    return IntStream.range(0, contexts.size())
        .mapToObj(i -> "Context " + (i + 1) + ": " + text.apply(contexts.get(i).passage()))
        .collect(Collectors.joining("\n\n"));
  }
}
