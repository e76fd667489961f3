package org.mkailin.plugins.lexical.grammar;

import java.util.Optional;
import java.util.Set;
import org.mkailin.plugins.lexical.grammar.VerbForms.Form;
import org.mkailin.plugins.lexical.grammar.VerbForms.Reading;

/**
 * Where the main clause ends, and which verbs share its subject: of «X improves A and reduces B,
 * suggesting that C», a question keeps «improve A and reduce B».
 */
final class ClauseEnd {
  private static final Set<String> CUT_AFTER_COMMA =
      WordList.of(
          """
          which whereas while although though but yet suggesting indicating implying
          demonstrating thus thereby so however respectively supporting confirming nor making
          therefore with especially particularly even irrespective regardless independent
          independently providing leading hence rather mainly probably possibly perhaps albeit
          most because as at without not allowing resulting showing underscoring highlighting
          reflecting in and where if when this it they since due
          """);
  private static final Set<String> CUT_ANYWHERE =
      Set.of("but", "whereas", "although", "nor", "though", "yet", "suggesting", "indicating");
  private static final Set<String> OPENS_CLAUSE =
      WordList.of(
          """
          that this it they we there to not therefore thus may can should since as if when
          because while although which who
          """);
  private static final Set<String> ENDS_SEARCH =
      WordList.of(
          """
          that which who whose where when if than as and , because but to
          """);

  private final VerbForms forms;

  ClauseEnd(VerbForms forms) {
    this.forms = forms;
  }

  /** Where the clause ends: at a semicolon, a dash, a clause that a question can't hold. */
  int end(Sentence sentence, int start, Form form, boolean auxiliary) {
    for (int i = start; i < sentence.size(); i++) {
      String word = sentence.lower(i);
      if (i > start
          && (Set.of(";", ":", "–", "—", "-", "\"").contains(word)
              || CUT_ANYWHERE.contains(word))) {
        return i;
      }
      if (word.equals(",") && i > start && cutsAfterComma(sentence, i, form, auxiliary)) {
        return i;
      }
      if ((word.equals("and") || word.equals("or"))
          && i > start
          && newClause(sentence, i, form, auxiliary)) {
        return i;
      }
    }
    return sentence.size();
  }

  private boolean cutsAfterComma(Sentence sentence, int comma, Form form, boolean auxiliary) {
    String next = sentence.lower(comma + 1);
    if (next.equals("and") || next.equals("or")) {
      return newClause(sentence, comma + 1, form, auxiliary);
    }
    boolean secondVerb =
        auxiliary
            && forms
                .read(next)
                .map(r -> r.form() == Form.THIRD_PERSON && !r.alsoNoun())
                .orElse(false);
    return CUT_AFTER_COMMA.contains(next)
        || secondVerb
        || (auxiliary && Auxiliaries.isAuxiliary(next));
  }

  /**
   * Whether a conjunction joins a second clause, or a verb that can't share the question's «do».
   */
  private boolean newClause(Sentence sentence, int and, Form form, boolean auxiliary) {
    int i = and + 1;
    while (i < sentence.size() && (sentence.at(i).is("ADV") || sentence.lower(i).endsWith("ly"))) {
      i++;
    }
    if (i >= sentence.size() || OPENS_CLAUSE.contains(sentence.lower(i))) {
      return true;
    }
    if (Auxiliaries.isAuxiliary(sentence.lower(i))) {
      return true;
    }
    Optional<Reading> first = forms.read(sentence.lower(i));
    if (first.isPresent()
        && (sentence.at(i).is("VERB") || (first.get().form() == form && takesObject(sentence, i)))
        && finite(sentence, i, first.get())) {
      return auxiliary ? first.get().form() != Form.BASE : first.get().form() != form;
    }
    for (int j = i; j < sentence.size(); j++) {
      String word = sentence.lower(j);
      if (ENDS_SEARCH.contains(word)) {
        return false;
      }
      boolean verb = sentence.at(j).is("VERB");
      boolean finiteVerb =
          Auxiliaries.isAuxiliary(word)
              || (j > i
                  && forms
                      .read(word)
                      .filter(
                          r ->
                              (!r.alsoNoun() || verb)
                                  && (r.form() == Form.THIRD_PERSON
                                      || (r.form() == Form.PAST && !r.alsoParticiple())))
                      .isPresent());
      if (finiteVerb || (j > i && agrees(sentence, j, sentence.lower(and - 1).equals(",")))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a form that is also a noun's, or a base form, can only be a finite verb where it
   * stands: «, and the relation supports a …», «, and patients adhere to it».
   */
  private boolean agrees(Sentence sentence, int i, boolean afterComma) {
    return forms
        .read(sentence.lower(i))
        .filter(
            r ->
                switch (r.form()) {
                  case THIRD_PERSON ->
                      Set.of("the", "a", "an", "no").contains(sentence.lower(i + 1));
                  case BASE ->
                      afterComma
                          && (sentence.at(i).is("VERB") || !r.alsoNoun())
                          && Nouns.isPluralWord(sentence.at(i - 1).text());
                  case PAST -> false;
                })
        .isPresent();
  }

  /** A verb of the main verb's form right behind «and» or «or», with an adverb between at most. */
  Optional<Reading> coordinated(Sentence sentence, int i, Form form) {
    int before = i - 1;
    if (before > 0 && sentence.lower(before).endsWith("ly")) {
      before--;
    }
    if (!Set.of("and", "or").contains(sentence.lower(before))) {
      return Optional.empty();
    }
    return forms
        .read(sentence.lower(i))
        .filter(r -> r.form() == form && finite(sentence, i, r))
        .filter(r -> sentence.at(i).is("VERB") || takesObject(sentence, i));
  }

  private static boolean takesObject(Sentence sentence, int verb) {
    return verb + 1 < sentence.size()
        && sentence.at(verb + 1).is("DET", "ADJ", "NOUN", "PROPN", "NUM");
  }

  private static boolean finite(Sentence sentence, int i, Reading reading) {
    if (reading.form() != Form.PAST || !reading.alsoParticiple()) {
      return true;
    }
    if (i + 1 >= sentence.size()) {
      return reading.intransitive();
    }
    Word next = sentence.at(i + 1);
    return next.is("DET", "ADJ", "NOUN", "PROPN", "PRON")
        || (reading.intransitive() && next.is("ADP"));
  }
}
