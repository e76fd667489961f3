package org.mkailin.plugins.lexical.question;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mkailin.corpus.Citation;
import org.mkailin.plugins.lexical.citation.QuestionTitle;
import org.mkailin.plugins.lexical.citation.Title;
import org.mkailin.plugins.lexical.grammar.Casing;
import org.mkailin.plugins.lexical.grammar.English;
import org.mkailin.plugins.lexical.grammar.Nouns;
import org.mkailin.plugins.lexical.grammar.VerbForms;
import org.mkailin.plugins.lexical.grammar.WellFormed;

/**
 * A domain expert's question from the title alone: by what mechanism, with which implications.
 *
 * <p>For citations that are not indexed with MeSH.
 */
final class MechanismQuestion {
  private static final Pattern EFFECT =
      Pattern.compile(
          "(?i)(?:the )?(?:[\\w-]+ )?(?:effects?|impact|influence) of (.+?) (?:on|upon) (.+)");

  private final FindingInverter inverter;
  private final TopicQuestion topics;

  MechanismQuestion(English english) {
    VerbForms forms = new VerbForms();
    this.inverter = new FindingInverter(english, forms);
    this.topics = new TopicQuestion(english, forms);
  }

  Optional<String> of(Citation citation) {
    Title title = Title.of(citation.title());
    Casing casing = new Casing(citation.abstractText());
    return QuestionTitle.of(title)
        .or(() -> inverter.invertTitle(title.subject(), casing).flatMap(WellFormed::check))
        .flatMap(MechanismQuestion::mechanism)
        .or(() -> effect(title))
        .or(() -> implications(title, casing))
        .flatMap(WellFormed::check);
  }

  private static Optional<String> mechanism(String question) {
    String opening = question.split(" ", 2)[0];
    return switch (opening) {
      case "Does", "Do", "Did", "Can" ->
          Optional.of("By what mechanism " + Casing.lowerFirst(question));
      case "Is", "Are", "Was", "Were", "Has", "Have" ->
          Optional.of("Under which conditions " + Casing.lowerFirst(question));
      case "Should", "Will", "Would" -> Optional.of("For whom " + Casing.lowerFirst(question));
      default -> Optional.empty();
    };
  }

  /** «Effect of X on Y»: by what mechanism. */
  private static Optional<String> effect(Title title) {
    Matcher m = EFFECT.matcher(title.subject());
    return m.matches()
        ? Optional.of(
            "By what mechanism "
                + Nouns.does(m.group(1))
                + " "
                + m.group(1)
                + " affect "
                + m.group(2)
                + "?")
        : Optional.empty();
  }

  private Optional<String> implications(Title title, Casing casing) {
    return topics
        .phrase(title, casing)
        .map(
            phrase ->
                TopicKind.isTreatment(phrase)
                    ? "What benefits and risks are to be expected of " + phrase + "?"
                    : TopicKind.isDisorder(Nouns.head(phrase))
                        ? "Which mechanisms and outcomes are typical of " + phrase + "?"
                        : TopicKind.isOutcome(phrase)
                            ? "Which factors influence " + phrase + "?"
                            : TopicKind.isDevice(Nouns.head(phrase))
                                ? "What are the advantages and limits of " + phrase + "?"
                                : "What are the main implications of " + phrase + "?");
  }
}
