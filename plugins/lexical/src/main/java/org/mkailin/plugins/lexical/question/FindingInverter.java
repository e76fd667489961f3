package org.mkailin.plugins.lexical.question;

import java.util.Optional;
import java.util.Set;
import org.mkailin.plugins.lexical.citation.Statements;
import org.mkailin.plugins.lexical.grammar.Auxiliaries;
import org.mkailin.plugins.lexical.grammar.Casing;
import org.mkailin.plugins.lexical.grammar.English;
import org.mkailin.plugins.lexical.grammar.MainVerb;
import org.mkailin.plugins.lexical.grammar.MainVerb.Found;
import org.mkailin.plugins.lexical.grammar.Nouns;
import org.mkailin.plugins.lexical.grammar.Predicate;
import org.mkailin.plugins.lexical.grammar.Sentence;
import org.mkailin.plugins.lexical.grammar.SubjectFinder;
import org.mkailin.plugins.lexical.grammar.SubjectPhrase;
import org.mkailin.plugins.lexical.grammar.VerbForms;
import org.mkailin.plugins.lexical.grammar.VerbForms.Form;
import org.mkailin.plugins.lexical.grammar.VerbForms.Reading;

/**
 * Turns a statement into the yes/no question that it answers.
 *
 * <p>«X improves Y» becomes «Does X improve Y?», «X was associated with Y» becomes «Was X
 * associated with Y?»: an auxiliary moves before the subject, any other verb goes back to its base
 * form behind «do», «does» or «did». Negation is dropped, since a question that holds its «not»
 * leads its reader. What a question can't hold is cut: a second clause, «suggesting that …», «but
 * not …».
 */
final class FindingInverter {

  private final English english;
  private final MainVerb mainVerb;
  private final SubjectFinder subjects;
  private final Predicate predicate;
  private final VerbForms forms;

  FindingInverter(English english, VerbForms forms) {
    this.english = english;
    this.forms = forms;
    this.mainVerb = new MainVerb(forms);
    this.subjects = new SubjectFinder(forms);
    this.predicate = new Predicate(forms);
  }

  /**
   * The question, if the statement has a subject and a finite verb that can be told for certain.
   */
  Optional<String> invert(String statement, Casing casing) {
    String text = Statements.withoutAsides(statement);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Sentence sentence = english.tag(text);
    return mainVerb.in(sentence).flatMap(verb -> invert(sentence, verb, casing));
  }

  /**
   * The question behind a title. Titles state findings in the present; a past form in one, as in «A
   * novel floating controlled release system», is nearly always a participle.
   */
  Optional<String> invertTitle(String title, Casing casing) {
    String text = Statements.withoutAsides(title);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Sentence sentence = english.tag(text);
    return mainVerb
        .in(sentence)
        .filter(verb -> isCertainInTitle(sentence, verb))
        .flatMap(verb -> invert(sentence, verb, casing));
  }

  private static boolean isCertainInTitle(Sentence sentence, Found verb) {
    Reading reading = verb.reading();
    return reading == null
        || reading.form() != Form.PAST
        || !reading.alsoParticiple()
        || Set.of("the", "a", "an", "no", "both").contains(sentence.lower(verb.index() + 1));
  }

  private Optional<String> invert(Sentence sentence, Found verb, Casing casing) {
    return subjects
        .before(sentence, verb)
        .flatMap(subject -> question(sentence, verb, subject, casing));
  }

  private Optional<String> question(
      Sentence sentence, Found verb, SubjectPhrase subject, Casing casing) {
    String text = Nouns.withArticle(casing.inside(subject.text()).replaceFirst("^no ", "any "));
    Optional<String> question =
        fronts(sentence, verb)
            ? fronted(sentence, verb, text)
            : supported(sentence, verb, text, subject.adverbs());
    return question
        .map(q -> subject.adjunct().isEmpty() ? q : subject.adjunct() + " " + Casing.lowerFirst(q))
        .map(q -> q + "?");
  }

  /** Whether the verb itself moves before the subject; «has» does in a perfect only. */
  private boolean fronts(Sentence sentence, Found verb) {
    if (!verb.auxiliary()) {
      return false;
    }
    String word = sentence.lower(verb.index());
    if (!Auxiliaries.isHave(word)) {
      return true;
    }
    int next = verb.index() + 1;
    while (next < sentence.size()
        && (sentence.at(next).is("ADV", "PART") || sentence.lower(next).endsWith("ly"))) {
      next++;
    }
    boolean before = next + 1 < sentence.size() && sentence.at(next + 1).isNominal();
    String participle = sentence.lower(next);
    return forms.isParticiple(participle) && !(before && sentence.at(next).is("ADJ"));
  }

  private Optional<String> fronted(Sentence sentence, Found verb, String subject) {
    return Auxiliaries.opening(sentence.lower(verb.index()))
        .flatMap(
            opening ->
                predicate
                    .afterAuxiliary(sentence, verb.index())
                    .map(rest -> opening + " " + subject + " " + rest));
  }

  private Optional<String> supported(
      Sentence sentence, Found verb, String subject, String adverbs) {
    Reading reading = verb.reading();
    String word = sentence.lower(verb.index());
    String base = reading == null ? "have" : reading.base();
    Form form =
        reading != null
            ? reading.form()
            : word.equals("has") ? Form.THIRD_PERSON : word.equals("had") ? Form.PAST : Form.BASE;
    String opening =
        switch (form) {
          case THIRD_PERSON -> "Does";
          case BASE -> "Do";
          case PAST -> "Did";
        };
    String manner = adverbs.isEmpty() ? "" : adverbs + " ";
    return predicate
        .afterVerb(sentence, verb.index(), base, form)
        .map(rest -> opening + " " + subject + " " + manner + rest);
  }
}
