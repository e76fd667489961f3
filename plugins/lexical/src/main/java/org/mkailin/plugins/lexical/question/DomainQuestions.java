package org.mkailin.plugins.lexical.question;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.corpus.Citation;
import org.mkailin.plugins.lexical.grammar.English;

/**
 * Asks what an indexer would: a MeSH heading with its qualifier and a partner heading.
 *
 * <p>Without two headings to ask about, it asks from the title for mechanisms and outcomes.
 */
public final class DomainQuestions implements QuestionGenerator {
  private final HeadingQuestion headings = new HeadingQuestion();
  private final MechanismQuestion mechanisms;

  @Inject
  DomainQuestions(English english) {
    this.mechanisms = new MechanismQuestion(english);
  }

  @Override
  public List<Outcome<String>> process(List<Citation> batch) {
    return batch.stream().map(this::ask).toList();
  }

  private Outcome<String> ask(Citation citation) {
    if (citation.sections().isEmpty()) {
      return Outcome.rejected("no-abstract", "the citation has no abstract to ask about");
    }
    return question(citation)
        .map(Outcome::of)
        .orElseGet(
            () ->
                Outcome.rejected(
                    "nothing-to-ask",
                    String.format(
                        Locale.ROOT,
                        "no question could be formed from %d MeSH headings or the title «%s»",
                        citation.headings().size(),
                        citation.title())));
  }

  private Optional<String> question(Citation citation) {
    return headings.of(citation).or(() -> mechanisms.of(citation));
  }
}
