package org.mkailin.plugins.lexical.question;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.mkailin.corpus.Citation;
import org.mkailin.plugins.lexical.citation.Conclusion;
import org.mkailin.plugins.lexical.citation.Statements;
import org.mkailin.plugins.lexical.citation.Title;
import org.mkailin.plugins.lexical.grammar.Casing;
import org.mkailin.plugins.lexical.grammar.ContentWords;
import org.mkailin.plugins.lexical.grammar.English;
import org.mkailin.plugins.lexical.grammar.WellFormed;

/**
 * The yes/no question that the conclusion answers.
 *
 * <p>A conclusion is written to be read after its abstract: «The association was stronger in
 * women». So a question is taken only from a sentence that shares its subject with the title, the
 * closest first, and never from one that only asks for more research.
 */
final class ConclusionQuestion {
  private static final int LONGEST = 32;
  private static final int SHARED_WITH_TITLE = 2;

  private static final Pattern RESEARCH_WANTED =
      Pattern.compile(
          "(?i)\\b(?:needed|need to|warranted|desirable|necessary|should be"
              + " (?:studied|investigated|confirmed|explored|evaluated|examined|assessed)"
              + "|further|future|larger"
              + " (?:studies|trials)|remains? (?:to be|unclear|uncertain|unknown)|studies"
              + " are|research|awaits?|settle|evidence is|insufficient|we |our"
              + " |generali[sz]|limitations?|trials? (?:is|are|of|with))");

  /** A definite subject that only the abstract explains: «the algorithm», «the excess risk». */
  private static final Pattern UNEXPLAINED =
      Pattern.compile(
          "^(?:\\w+,? )?(?:Is|Are|Was|Were|Does|Do|Did|Can|Has|Have|Should|Will|Would)"
              + " (?:the|any|some|most|all|each|several|two|three|four|five|six|\\d+) [a-z-]+(?:"
              + " [a-z]+)? (?!of\\b|in\\b|for\\b|between\\b|to\\b).*");

  private static final Pattern FIGURES =
      Pattern.compile(
          "%|\\b\\d+ (?:patients|women|men|of|cases|days|months|weeks|hours)\\b|\\d\\.\\d");

  private final English english;
  private final FindingInverter inverter;

  ConclusionQuestion(English english, FindingInverter inverter) {
    this.english = english;
    this.inverter = inverter;
  }

  Optional<String> of(Citation citation, Title title, Casing casing) {
    Set<String> subject = ContentWords.of(title.text());
    int needed = Math.min(SHARED_WITH_TITLE, subject.size());
    String best = null;
    int bestShared = needed - 1;
    List<String> sentences = new Conclusion(english).of(citation);
    for (String sentence : sentences) {
      if (RESEARCH_WANTED.matcher(Statements.finding(sentence)).find()) {
        continue;
      }
      int shared = ContentWords.overlap(subject, sentence);
      if (shared > bestShared) {
        Optional<String> question = question(sentence, casing, subject, needed);
        if (question.isPresent()) {
          best = question.get();
          bestShared = shared;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private Optional<String> question(
      String sentence, Casing casing, Set<String> subject, int needed) {
    return inverter
        .invert(Statements.finding(sentence), casing)
        .flatMap(WellFormed::check)
        .filter(q -> ContentWords.overlap(subject, q) >= needed)
        .filter(
            q -> !UNEXPLAINED.matcher(q).matches() || ContentWords.overlap(subject, q) > needed + 1)
        .filter(q -> q.split(" ", -1).length <= LONGEST)
        .filter(q -> !FIGURES.matcher(q).find());
  }
}
