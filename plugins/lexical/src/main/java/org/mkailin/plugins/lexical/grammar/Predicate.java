package org.mkailin.plugins.lexical.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mkailin.plugins.lexical.grammar.VerbForms.Form;
import org.mkailin.plugins.lexical.grammar.VerbForms.Reading;

/** What follows the main verb, made fit for a question: one clause, no negation, no aside. */
public final class Predicate {
  private static final Set<String> NEGATIONS = Set.of("not", "never");
  private static final Set<String> FILLERS =
      WordList.of(
          """
          also thus therefore however indeed hence still actually only even generally probably
          necessarily apparently merely likely simply
          """);
  private static final Set<String> COMPARATIVES =
      WordList.of(
          """
          better more less worse superior inferior greater higher lower longer different safer
          """);
  private static final Set<String> LOOSE_ENDS =
      WordList.of(
          """
          of in for with on to and or the a an by at from as than that is are was were be not
          both between may can when while very more any if whether because how which who such
          """);
  private static final Set<String> REPORTED =
      WordList.of(
          """
          discussed described presented reported reviewed considered summarized outlined noted
          emphasized obtained proposed stressed given needed required warranted shown
          """);
  private static final Set<String> ADJECTIVAL_LIKELY = Set.of("be", "is", "are", "was", "were");

  private final VerbForms forms;
  private final ClauseEnd clauses;

  public Predicate(VerbForms forms) {
    this.forms = forms;
    this.clauses = new ClauseEnd(forms);
  }

  /** What follows a fronted auxiliary. */
  public Optional<String> afterAuxiliary(Sentence sentence, int auxiliary) {
    int start = auxiliary + 1;
    boolean linking = ADJECTIVAL_LIKELY.contains(sentence.lower(auxiliary));
    boolean plainDo = sentence.lower(auxiliary).matches("do|does|did");
    while (start < sentence.size() && dropped(sentence, start, linking)) {
      if (sentence.lower(start + 1).equals("only") && NEGATIONS.contains(sentence.lower(start))) {
        return Optional.empty();
      }
      start++;
    }
    if (plainDo
        && !forms.read(sentence.lower(start)).map(r -> r.form() == Form.BASE).orElse(false)
        && !sentence.lower(start).matches("have|be|do|\\w+ly")) {
      return Optional.empty();
    }
    if (!linking
        && !plainDo
        && !Auxiliaries.isHave(sentence.lower(auxiliary))
        && !followsModal(sentence, start)) {
      return Optional.empty();
    }
    List<Word> words =
        new ArrayList<>(
            sentence.words().subList(start, clauses.end(sentence, start, Form.BASE, true)));
    if (linking
        && REPORTED.contains(words.isEmpty() ? "" : words.get(0).lower())
        && (words.size() < 3 || !words.get(1).lower().matches("to|as|by|in|with|for"))) {
      return Optional.empty();
    }
    if (!words.isEmpty() && words.get(0).lower().equals("unlikely")) {
      words.set(0, new Word("likely", "ADJ", true));
    }
    return finish(words);
  }

  /** Whether what follows «can», «may» or «should» can be a base form. */
  private boolean followsModal(Sentence sentence, int start) {
    int i = start;
    while (i < sentence.size() - 1
        && (sentence.at(i).is("ADV") || sentence.lower(i).endsWith("ly"))) {
      i++;
    }
    String word = i < sentence.size() ? sentence.lower(i) : "";
    return word.matches("be|have")
        || forms
            .read(word)
            .map(r -> r.form() == Form.BASE)
            .orElse(
                i < sentence.size() && sentence.at(i).is("VERB", "AUX") && !word.endsWith("ed"));
  }

  private static boolean dropped(Sentence sentence, int i, boolean linking) {
    String word = sentence.lower(i);
    if (word.equals("no")
        && (sentence.lower(i + 1).equals("longer")
            || COMPARATIVES.contains(sentence.lower(i + 1)))) {
      return true;
    }
    if (word.equals("longer")
        && sentence.lower(i - 1).equals("no")
        && !sentence.lower(i + 1).equals("than")) {
      return true;
    }
    boolean likely = linking && word.equals("likely");
    return NEGATIONS.contains(word) || (FILLERS.contains(word) && !likely) || word.equals(",");
  }

  /** The base form of the main verb, and what follows it; «fails to lower» is «lower». */
  public Optional<String> afterVerb(Sentence sentence, int verb, String base, Form form) {
    List<Word> words = new ArrayList<>();
    int start = verb + 1;
    if (base.equals("fail") && sentence.lower(start).equals("to")) {
      start++;
    } else if (base.equals("fail")) {
      return Optional.empty();
    } else {
      words.add(new Word(base, "VERB", true));
    }
    while (FILLERS.contains(sentence.lower(start))) {
      start++;
    }
    int end = clauses.end(sentence, start, form, false);
    for (int i = start; i < end; i++) {
      Word word = sentence.at(i);
      Optional<Reading> coordinated = clauses.coordinated(sentence, i, form);
      words.add(
          coordinated.isPresent()
              ? new Word(coordinated.get().base(), "VERB", word.spaced())
              : word);
    }
    return finish(words);
  }

  private static Optional<String> finish(List<Word> words) {
    List<Word> kept = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      String next = i + 1 < words.size() ? words.get(i + 1).lower() : "";
      if (word.lower().equals("no") && !next.equals("longer")) {
        if (!COMPARATIVES.contains(next)
            || (i + 2 < words.size() && words.get(i + 2).isNominal())) {
          kept.add(new Word("any", "DET", true));
        }
      } else if (!word.lower().equals("respectively")) {
        kept.add(word);
      }
    }
    String all = " " + Sentence.join(kept) + " ";
    if ((all.contains(" either ") && !all.contains(" or "))
        || (all.contains(" both ") && !all.contains(" and "))) {
      return Optional.empty();
    }
    while (!kept.isEmpty()
        && kept.get(kept.size() - 1).isPunctuation()
        && !kept.get(kept.size() - 1).text().equals(")")) {
      kept.remove(kept.size() - 1);
    }
    int last = kept.size() - 1;
    if (last > 0
        && kept.get(last).is("ADJ")
        && kept.get(last - 1).lower().matches("in|of|for|with|on")) {
      return Optional.empty(); // «in female [but not in male flies]»
    }
    if (kept.isEmpty() || LOOSE_ENDS.contains(kept.get(kept.size() - 1).lower())) {
      return Optional.empty();
    }
    return Optional.of(Sentence.join(kept).strip());
  }
}
