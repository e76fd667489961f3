package org.mkailin.plugins.example;

import jakarta.inject.Inject;
import java.util.List;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.corpus.Citation;

/**
 * Asks about a citation's title: «Papain in burns.» becomes «What does this study show about Papain
 * in burns?», and a title that is a question already stays as it is.
 *
 * <p>Rejects a citation without a title ({@code no-title}), and one without an abstract ({@code
 * no-abstract}), which would leave nothing to answer from.
 */
final class ExampleQuestionGenerator implements QuestionGenerator {
  private final String prefix;

  /**
   * Guice calls it; it can inject the plugin's configuration, models of the plugins beside it, …
   */
  @Inject
  ExampleQuestionGenerator(ExampleConfig config) {
    this.prefix = config.prefix();
  }

  /**
   * One outcome for each citation, in order. There is no state to change, so any number of threads
   * may call; and no neighbour is looked at, so the batch does not change an answer.
   */
  @Override
  public List<Outcome<String>> process(List<Citation> batch) {
    return batch.stream().map(this::ask).toList();
  }

  private Outcome<String> ask(Citation citation) {
    // One line, whatever white space the record has.
    String title = citation.title().strip().replaceAll("\\s+", " ");
    // What can never work is a rejection, not an exception: it is counted, and the rest goes on.
    if (title.isEmpty()) {
      return Outcome.rejected("no-title", "PMID " + citation.pmid() + " has no title to ask about");
    }
    if (citation.sections().isEmpty()) {
      return Outcome.rejected(
          "no-abstract", "PMID " + citation.pmid() + " has no abstract to answer from");
    }
    return Outcome.of(title.endsWith("?") ? title : prefix + " " + withoutFullStop(title) + "?");
  }

  private static String withoutFullStop(String title) {
    return title.endsWith(".") ? title.substring(0, title.length() - 1) : title;
  }
}
