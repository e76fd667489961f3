package org.mkailin.plugins.lexical.grammar;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mkailin.plugins.lexical.grammar.VerbForms.Form;
import org.mkailin.plugins.lexical.grammar.VerbForms.Reading;

/**
 * Finds the finite verb of a sentence's main clause.
 *
 * <p>The tagger alone is not enough: in «patients treated with papain improved» it calls both words
 * VERB, and the universal tags do not tell a finite form from a participle. So the form comes from
 * {@link VerbForms}, the tag decides where a form is also a noun («causes»), and the neighbours
 * decide between past and participle: a past form before «by» or «with» is a participle unless the
 * verb can do without an object. A verb behind «who», «which», «that», «when» belongs to that
 * clause.
 */
public final class MainVerb {
  private static final Set<String> RELATIVES =
      WordList.of(
          """
          that which who whose whom where when whenever while because if although though
          whether since unless until how what why
          """);
  private static final Set<String> FINITE_OPENERS =
      Set.of("and", "or", "but", "than", "as", "to", "nor");
  private static final Set<String> SUBORDINATE =
      WordList.of(
          """
          when while because if although though since unless until whereas
          """);

  private final VerbForms forms;

  public MainVerb(VerbForms forms) {
    this.forms = forms;
  }

  /**
   * The main verb's place and form.
   *
   * @param index its place in the sentence
   * @param auxiliary whether it is an auxiliary that a question can begin with
   * @param reading its form; null for an auxiliary
   */
  public record Found(int index, boolean auxiliary, @Nullable Reading reading) {}

  /** The main verb, if the sentence has one with a noun before it. */
  public Optional<Found> in(Sentence sentence) {
    int waiting = 0; // finite verbs still owed to relative clauses
    int brackets = 0;
    boolean nounSeen = false;
    Found weak = null;
    for (int i = 0; i < sentence.size(); i++) {
      Word word = sentence.at(i);
      String lower = word.lower();
      if (word.text().equals("(")) {
        brackets++;
      } else if (word.text().equals(")")) {
        brackets--;
      }
      if (brackets > 0) {
        continue;
      }
      if (word.text().equals(";") || (weak != null && startsNewClause(sentence, i))) {
        break;
      }
      if (opensClause(sentence, i)) {
        waiting++;
        continue;
      }
      Found found = nounSeen ? finite(sentence, i) : null;
      if (found != null) {
        boolean certain = found.auxiliary() || isCertain(found, word);
        if (waiting > 0) {
          waiting--;
        } else if (certain) {
          return Optional.of(found);
        } else if (weak == null) {
          weak = found;
        }
      }
      nounSeen |= word.isNominal() || word.is("VERB", "PRON") || !FunctionWords.contains(lower);
    }
    return Optional.ofNullable(weak);
  }

  private static boolean startsNewClause(Sentence sentence, int i) {
    return FINITE_OPENERS.contains(sentence.lower(i)) || RELATIVES.contains(sentence.lower(i));
  }

  private static boolean opensClause(Sentence sentence, int i) {
    String lower = sentence.lower(i);
    if (!RELATIVES.contains(lower)) {
      return false;
    }
    String next = sentence.lower(i + 1);
    // «that of», «if any», «while fasting», «when compared»: no finite verb follows.
    return !next.equals("of")
        && !next.equals("any")
        && !(SUBORDINATE.contains(lower) && (next.endsWith("ing") || next.endsWith("ed")));
  }

  private boolean isCertain(Found found, Word word) {
    Reading reading = found.reading();
    return reading != null
        && (reading.form() == Form.THIRD_PERSON
            || (reading.form() == Form.PAST && !reading.alsoParticiple())
            || (reading.form() == Form.BASE && !reading.alsoNoun() && word.is("VERB")));
  }

  /** Whether the word at {@code i} can be a finite verb after a subject; null if not. */
  private @Nullable Found finite(Sentence sentence, int i) {
    String lower = sentence.lower(i);
    String before = sentence.lower(i - 1);
    if (FINITE_OPENERS.contains(before) || (i == sentence.size() - 1 && !canEnd(lower))) {
      return null;
    }
    if (Auxiliaries.isAuxiliary(lower)) {
      return new Found(i, true, null);
    }
    Optional<Reading> known = forms.read(lower);
    if (known.isEmpty() || !sentence.at(i).text().equals(lower) || !follows(sentence, i - 1)) {
      return null;
    }
    Reading reading = known.get();
    boolean plausible =
        switch (reading.form()) {
          case THIRD_PERSON -> thirdPerson(sentence, i, reading);
          case BASE -> base(sentence, i, reading);
          case PAST -> past(sentence, i, reading);
        };
    return plausible ? new Found(i, false, reading) : null;
  }

  private boolean canEnd(String lower) {
    return forms.read(lower).map(Reading::intransitive).orElse(false);
  }

  /** Whether a verb may stand after this word: a noun, an adverb, a bracket or a comma. */
  private static boolean follows(Sentence sentence, int i) {
    Word word = sentence.at(i);
    String text = word.lower();
    if (text.equals(",") || text.equals(")") || text.endsWith("ly") || text.equals("also")) {
      return true;
    }
    return !FunctionWords.contains(text) && !word.isPunctuation();
  }

  private static boolean thirdPerson(Sentence sentence, int i, Reading reading) {
    boolean sure = Set.of("the", "a", "an", "no").contains(sentence.lower(i + 1));
    if (reading.alsoNoun()
        && !sure
        && (!sentence.at(i).is("VERB", "AUX") || !objectFollows(sentence, i, reading))) {
      return false;
    }
    int noun = beforeAdverbs(sentence, i);
    return sentence.at(noun).is("ADJ") ? !reading.alsoNoun() : true;
  }

  private static boolean base(Sentence sentence, int i, Reading reading) {
    if (reading.alsoNoun()
        && (!sentence.at(i).is("VERB") || !objectFollows(sentence, i, reading))) {
      return false;
    }
    String subject = sentence.text(0, i);
    boolean plural = Nouns.isPlural(subject) || subject.contains(" and ");
    boolean nextToPlural =
        Nouns.isPluralWord(sentence.at(beforeAdverbs(sentence, i)).text())
            || subject.matches(".* (?:of|in|with|to|from|for|by|and) .*");
    return !sentence.lower(i - 1).equals("to") && plural && (nextToPlural || !reading.alsoNoun());
  }

  private static boolean past(Sentence sentence, int i, Reading reading) {
    if (!reading.alsoParticiple()) {
      return true;
    }
    if (!sentence.at(i).is("VERB")) {
      return false;
    }
    String next = sentence.lower(i + 1);
    boolean adjective =
        sentence.at(i - 1).is("ADJ") && Set.of("a", "an", "the").contains(sentence.lower(i - 2));
    if (next.endsWith("ed") || adjective || !nounBefore(sentence, i)) {
      return false;
    }
    if (next.equals("by") || next.equals("using") || next.equals("via")) {
      return reading.intransitive() && i + 2 < sentence.size() && sentence.at(i + 2).is("NUM");
    }
    Word after = i + 1 < sentence.size() ? sentence.at(i + 1) : new Word("", "PUNCT", false);
    if (after.is("ADP", "PART") || after.isPunctuation() || after.is("CCONJ", "SCONJ")) {
      return (reading.intransitive() && !next.equals("with")) || next.equals("that");
    }
    // «the glutamate dehydrogenase catalyzed reaction»: a participle before the last noun.
    boolean inPhrase =
        sentence.text(0, i).matches(".* (?:in|of|by|with|for|from|on|the) (?:\\S+ ){0,3}\\S+");
    return !(inPhrase && i + 2 == sentence.size() && after.isNominal());
  }

  private static boolean nounBefore(Sentence sentence, int i) {
    return sentence.words().subList(0, i).stream().anyMatch(Word::isNominal);
  }

  private static boolean objectFollows(Sentence sentence, int i, Reading reading) {
    if (i + 1 >= sentence.size()) {
      return false;
    }
    Word next = sentence.at(i + 1);
    if (next.is("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "ADV", "VERB", "X")) {
      return true;
    }
    return reading.intransitive() && next.is("ADP", "PART", "SCONJ");
  }

  private static int beforeAdverbs(Sentence sentence, int i) {
    int at = i - 1;
    while (at > 0 && (sentence.at(at).is("ADV") || sentence.lower(at).endsWith("ly"))) {
      at--;
    }
    return at;
  }
}
