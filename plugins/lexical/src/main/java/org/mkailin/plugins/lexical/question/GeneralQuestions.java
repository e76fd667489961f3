package org.mkailin.plugins.lexical.question;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.corpus.AbstractSection;
import org.mkailin.corpus.Citation;
import org.mkailin.plugins.lexical.citation.QuestionTitle;
import org.mkailin.plugins.lexical.citation.Sections;
import org.mkailin.plugins.lexical.citation.Title;
import org.mkailin.plugins.lexical.grammar.Casing;
import org.mkailin.plugins.lexical.grammar.English;
import org.mkailin.plugins.lexical.grammar.VerbForms;
import org.mkailin.plugins.lexical.grammar.WellFormed;

/**
 * Asks what the authors asked, in their words.
 *
 * <p>The first of these that gives a well-formed question: a title that is a question, a title that
 * states a finding, a stated objective, the conclusion, a title that names a topic.
 */
public final class GeneralQuestions implements QuestionGenerator {
  private final English english;
  private final FindingInverter inverter;
  private final ObjectiveQuestion objectives;
  private final TopicQuestion topics;
  private final ConclusionQuestion conclusions;

  @Inject
  public GeneralQuestions(English english) {
    this.english = english;
    VerbForms forms = new VerbForms();
    this.inverter = new FindingInverter(english, forms);
    this.topics = new TopicQuestion(english, forms);
    this.objectives = new ObjectiveQuestion(inverter);
    this.conclusions = new ConclusionQuestion(english, inverter);
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
                        "no question could be formed from the title «%s», an objective or a conclusion",
                        citation.title())));
  }

  private Optional<String> question(Citation citation) {
    Title title = Title.of(citation.title());
    Casing casing = new Casing(citation.abstractText());
    return QuestionTitle.of(title)
        .or(() -> inverter.invertTitle(title.subject(), casing).flatMap(WellFormed::check))
        .or(() -> objective(citation, casing))
        .or(() -> conclusions.of(citation, title, casing))
        .or(() -> topics.of(title, casing))
        .or(() -> QuestionTitle.anyOf(title))
        .or(() -> topics.lastResort(title, casing));
  }

  private Optional<String> objective(Citation citation, Casing casing) {
    for (String sentence : objectiveSentences(citation)) {
      Optional<String> question = objectives.of(sentence, casing);
      if (question.isPresent()) {
        return question;
      }
    }
    return Optional.empty();
  }

  /** Sentences of objective sections first, then whatever else says what was to be found out. */
  private List<String> objectiveSentences(Citation citation) {
    List<String> stated = new ArrayList<>();
    List<String> elsewhere = new ArrayList<>();
    for (AbstractSection section : citation.sections()) {
      if (Sections.isConclusion(section)) {
        continue;
      }
      List<String> sentences = english.sentences(section.text());
      if (Sections.isObjective(section)) {
        stated.addAll(sentences);
      } else {
        sentences.stream().filter(ObjectiveQuestion::isObjective).forEach(elsewhere::add);
      }
    }
    stated.addAll(elsewhere);
    return stated;
  }
}
