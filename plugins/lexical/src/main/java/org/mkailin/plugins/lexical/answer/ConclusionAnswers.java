package org.mkailin.plugins.lexical.answer;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.mkailin.agent.AnswerGenerator;
import org.mkailin.agent.Outcome;
import org.mkailin.corpus.AnswerRequest;
import org.mkailin.corpus.Citation;
import org.mkailin.plugins.lexical.citation.Conclusion;
import org.mkailin.plugins.lexical.citation.Statements;
import org.mkailin.plugins.lexical.citation.Title;
import org.mkailin.plugins.lexical.grammar.Auxiliaries;
import org.mkailin.plugins.lexical.grammar.Casing;
import org.mkailin.plugins.lexical.grammar.ContentWords;
import org.mkailin.plugins.lexical.grammar.English;

/**
 * Answers from the source's own conclusion: the one or two sentences that share most with the
 * question, in their order, and for a yes/no question the {@link Polarity} before them.
 *
 * <p>A conclusion on something else affirms and denies nothing. So where the sentences take up too
 * little of the question, the answer is «Maybe»; and what the title itself denies is denied in its
 * words, whatever else the conclusion says.
 */
public final class ConclusionAnswers implements AnswerGenerator {
  private static final int SENTENCES = 2;
  private static final int SHARED_BY_SECOND = 2;
  private static final int SHARED_WITH_VERDICT = 2;
  private static final double SHARED_WITH_TITLE = 0.8;

  /** The second «that» of «We conclude that A, and that B», whose first went with «We conclude». */
  private static final Pattern SECOND_THAT =
      Pattern.compile("(,? and) that (?=(?:the|this|these|an?|its?|both|dual) )");

  private static final Pattern CLAUSES = Pattern.compile("[,:;–—?] |\\. ");
  private static final Pattern RESEARCH_WANTED =
      Pattern.compile(
          "(?i)\\b(?:further|future|more|larger|additional)\\b.{0,60}\\b(?:stud(?:y|ies)"
              + "|research|trials?|work|investigations?)\\b");

  private final Conclusion conclusion;

  @Inject
  ConclusionAnswers(English english) {
    this.conclusion = new Conclusion(english);
  }

  @Override
  public List<Outcome<String>> process(List<AnswerRequest> batch) {
    return batch.stream().map(this::answer).toList();
  }

  private Outcome<String> answer(AnswerRequest request) {
    Citation source = request.source();
    if (source.sections().isEmpty()) {
      return Outcome.rejected("no-abstract", "the source has no abstract to answer from");
    }
    List<String> sentences = conclusion.of(source);
    if (sentences.isEmpty()) {
      return Outcome.rejected(
          "no-conclusion", "the abstract holds notices only, such as its registration");
    }
    String question = request.asked().question().text();
    List<String> chosen = chosen(question, sentences);
    if (!asksYesOrNo(question)) {
      return Outcome.of(findings(chosen));
    }
    Verdict verdict;
    String title = Title.of(source.title()).subject();
    if (denies(title, question)) {
      verdict = Verdict.NO;
      chosen.add(0, title + ".");
    } else {
      verdict = takesUp(question, chosen) ? Polarity.of(question, sentences) : Verdict.MAYBE;
    }
    String findings = findings(chosen);
    return Outcome.of(
        verdict.opening()
            + (verdict == Verdict.MAYBE
                ? findings
                : new Casing(source.abstractText()).inside(findings)));
  }

  /** Whether a title that holds nearly all content words of the question denies it. */
  private static boolean denies(String title, String question) {
    Set<String> asked = ContentWords.of(question);
    return !title.endsWith("?")
        && ContentWords.overlap(asked, title) >= SHARED_WITH_TITLE * asked.size()
        && Polarity.of(question, List.of(title)) == Verdict.NO;
  }

  /** The sentences without the «We conclude that» before them. */
  private static String findings(List<String> sentences) {
    List<String> texts = new ArrayList<>(sentences);
    String first = Statements.finding(sentences.get(0));
    boolean framed = first.length() < sentences.get(0).length();
    texts.set(0, framed ? SECOND_THAT.matcher(first).replaceFirst("$1 ") : first);
    return String.join(" ", texts);
  }

  /** The best sentence, and a second one if it takes up the question too; in reading order. */
  private static List<String> chosen(String question, List<String> sentences) {
    Set<String> asked = ContentWords.of(question);
    int best = -1;
    int second = -1;
    for (int i = 0; i < sentences.size(); i++) {
      if (best < 0 || shared(asked, sentences.get(i)) > shared(asked, sentences.get(best))) {
        second = best;
        best = i;
      } else if (second < 0
          || shared(asked, sentences.get(i)) > shared(asked, sentences.get(second))) {
        second = i;
      }
    }
    List<String> chosen = new ArrayList<>();
    int first = asksYesOrNo(question) ? best : 0; // «Yes» must be followed by what it says yes to
    for (int i = first; i < sentences.size() && chosen.size() < SENTENCES; i++) {
      if (i == best || (i == second && shared(asked, sentences.get(i)) >= SHARED_BY_SECOND)) {
        chosen.add(sentences.get(i));
      }
    }
    return chosen;
  }

  /** Whether an answer has two content words of the question, or half of them. */
  private static boolean takesUp(String question, List<String> answer) {
    Set<String> asked = ContentWords.of(question);
    int shared = ContentWords.overlap(asked, String.join(" ", answer));
    return shared >= SHARED_WITH_VERDICT || 2 * shared >= asked.size();
  }

  /** Content words in common; a call for more research counts as the last choice. */
  private static int shared(Set<String> asked, String sentence) {
    return RESEARCH_WANTED.matcher(sentence).find() ? -1 : ContentWords.overlap(asked, sentence);
  }

  /** Whether a clause of the question opens with an auxiliary: «In women, does X …?». */
  static boolean asksYesOrNo(String question) {
    for (String clause : CLAUSES.split(question, -1)) {
      String first = clause.strip().split(" ", 2)[0];
      if (Auxiliaries.opensQuestion(first)) {
        return true;
      }
      if (Set.of("what", "which", "how", "why", "who", "whom", "when", "where")
          .contains(first.toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return false;
  }
}
