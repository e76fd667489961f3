package org.mkailin.plugins.lexical.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mkailin.plugins.lexical.grammar.MainVerb.Found;
import org.mkailin.plugins.lexical.grammar.VerbForms.Form;
import org.mkailin.plugins.lexical.grammar.VerbForms.Reading;

/**
 * Finds the subject before a main verb, and refuses what can't be one: a pronoun whose noun is
 * elsewhere, a clause, a phrase that does not agree with the verb.
 */
public final class SubjectFinder {
  private static final int LONGEST_SUBJECT = 28;
  private static final Set<String> BESIDE_VERB =
      WordList.of(
          """
          also thus therefore however indeed hence still actually then generally furthermore
          moreover probably possibly apparently likely potentially nevertheless only even
          """);
  private static final Set<String> SUBJECTLESS =
      WordList.of(
          """
          it this these those they we our he she such both its their his her i one others
          another here neither what which who how further future results findings data none
          authors you some many most several whether that if
          """);
  private static final Set<String> OPENS_ADJUNCT =
      WordList.of(
          """
          in among for after during before at with within under by compared despite following
          although as on unlike when while if because whereas since besides apart given even
          through using based regardless irrespective contrary according to of from once
          without
          """);

  /** Openings that a question can keep; «although …» and the like are dropped. */
  private static final Set<String> KEPT_ADJUNCT =
      WordList.of("in among for after during before within under following when without at");

  private final VerbForms forms;

  public SubjectFinder(VerbForms forms) {
    this.forms = forms;
  }

  /** The subject of {@code verb}, if what stands before it is one. */
  public Optional<SubjectPhrase> before(Sentence sentence, Found verb) {
    int from = subjectStart(sentence, verb.index());
    int to = verb.index();
    while (to > from && isBesideVerb(sentence, to - 1)) {
      to--;
    }
    if (to <= from || !isSubject(sentence, from, to)) {
      return Optional.empty();
    }
    String text = sentence.text(from, to);
    if (text.contains(":") || !agrees(verb, text)) {
      return Optional.empty();
    }
    String adverbs = Sentence.join(adverbs(sentence, to, verb.index()));
    return Optional.of(new SubjectPhrase(adjunct(sentence, from), text, adverbs));
  }

  /** Adverbs between subject and verb stay where they are, before the base form. */
  private static List<Word> adverbs(Sentence sentence, int from, int to) {
    List<Word> kept = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (sentence.lower(i).endsWith("ly") && !BESIDE_VERB.contains(sentence.lower(i))) {
        kept.add(sentence.at(i));
      }
    }
    return kept;
  }

  private static boolean isBesideVerb(Sentence sentence, int i) {
    String word = sentence.lower(i);
    return BESIDE_VERB.contains(word)
        || word.equals(",")
        || (sentence.at(i).is("ADV") && word.endsWith("ly"));
  }

  /** Where the subject begins: after the last comma that closes an opening «In women, …». */
  private static int subjectStart(Sentence sentence, int verb) {
    if (!opensAdjunct(sentence)) {
      return 0;
    }
    for (int i = verb - 2; i > 1; i--) {
      if (sentence.at(i).text().equals(",") && !sentence.at(i + 1).is("CCONJ", "PUNCT")) {
        return i + 1;
      }
    }
    return verb; // no comma: the subject can't be told from what precedes it
  }

  private static boolean opensAdjunct(Sentence sentence) {
    return OPENS_ADJUNCT.contains(sentence.lower(0));
  }

  private static String adjunct(Sentence sentence, int subjectStart) {
    if (subjectStart == 0) {
      return "";
    }
    return KEPT_ADJUNCT.contains(sentence.lower(0))
        ? Casing.upperFirst(sentence.text(0, subjectStart))
        : "";
  }

  private boolean isFinitePast(Sentence sentence, int i) {
    return i + 1 < sentence.size()
        && sentence.at(i).is("VERB")
        && Set.of("the", "a", "an", "no").contains(sentence.lower(i + 1))
        && forms.read(sentence.lower(i)).map(r -> r.form() == Form.PAST).orElse(false);
  }

  private boolean isSubject(Sentence sentence, int from, int to) {
    if (to - from > LONGEST_SUBJECT || SUBJECTLESS.contains(sentence.lower(from))) {
      return false;
    }
    boolean noun = sentence.lower(from).equals("there") && to - from == 1;
    for (int i = from; i < to; i++) {
      noun |= !FunctionWords.contains(sentence.lower(i)) && !sentence.at(i).isPunctuation();
      boolean clause =
          (i > from && Auxiliaries.isAuxiliary(sentence.lower(i))) || isFinitePast(sentence, i);
      if (clause
          && !sentence.text(from, i).matches("(?i).*\\b(?:who|which|that|whose|where|when)\\b.*")) {
        return false; // two clauses, of which the first was taken for a noun phrase
      }
      if (sentence.at(i).text().equals("\"") || sentence.lower(i).equals("we")) {
        return false;
      }
    }
    String last = sentence.lower(to - 1);
    return noun && !FunctionWords.contains(last);
  }

  private static boolean agrees(Found verb, String subject) {
    Reading reading = verb.reading();
    boolean joined = subject.contains(" and ") || subject.contains(",") || subject.contains(" or ");
    if (reading != null && reading.form() == Form.THIRD_PERSON) {
      return joined || !Nouns.isPlural(subject);
    }
    if (reading != null && reading.form() == Form.BASE) {
      return joined || Nouns.isPlural(subject);
    }
    return true;
  }
}
