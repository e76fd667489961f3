package org.mkailin.plugins.lexical.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mkailin.plugins.lexical.grammar.ContentWords;

/**
 * Decides whether a conclusion says yes, no or maybe to a question.
 *
 * <p>Each sentence gets a score of denial, from 0 (affirms) to about 2.4 (denies outright), by its
 * strongest cue. «Similar» denies where the question asks for a difference, and affirms where it
 * asks whether two things are the same. The sentences' mean, weighted by how much of the question
 * each takes up, decides between yes and no; hedges make it a maybe where the denial is not clean.
 *
 * <p>Cues and thresholds were tuned on the 500 PubMedQA PQA-L questions outside the official test
 * split (arXiv 1909.06146); {@code PolarityOnPubmedqaTest} measures both halves.
 */
final class Polarity {
  private record Cue(double weight, Pattern pattern) {}

  private static final List<Cue> DENIALS =
      List.of(
          cue(
              2.0,
              "\\b(?:do|does|did|is|are|was|were|has|have|had|can|could|should|would|will)"
                  + " (?:\\w+ly |also |therefore )?not\\b(?!"
                  + " only)|\\b(?:does|do|did|is|are|was|were)n['’]t\\b"),
          cue(1.6, "\\bcannot\\b(?! be (?:excluded|ruled out))|\\b(?:may|might) not\\b"),
          cue(
              2.2,
              "\\bno (?:[\\w-]+"
                  + " ){0,3}?(?:differences?|effects?|associations?|correlations?|relationships?"
                  + "|evidence|influence|impact|benefits?|advantages?|increase[sd]?|change"
                  + "|improvement|role|need|support|indication|value|reduction|link|risk"
                  + "|longer|significant|superior|better|more|clear|cause"
                  + "|justification|reason|significance)\\b"),
          cue(
              2.2,
              "\\bfail(?:s|ed)? to\\b|\\bfailure (?:of \\w+ \\w+ )?to (?:find|show|demonstrate)"),
          cue(
              1.8,
              "\\black(?:s|ed|ing)? (?:of )?(?:\\w+"
                  + " ){0,2}?(?:evidence|effect|association|difference|benefit|correlation"
                  + "|understanding|relationship|knowledge|improvement|efficacy|accuracy"
                  + "|sensitivity|value)\\b|\\bknowledge"
                  + " deficit"),
          cue(2.0, "\\bneither\\b"),
          cue(1.6, "\\bunlikely\\b"),
          cue(1.5, "\\bunable to\\b|\\bincapable"),
          cue(1.6, "\\bnot \\w+"),
          cue(
              1.4,
              "\\b(?:inadequate|insufficient|disappointing|unreliable|inaccurate|unnecessary"
                  + "|ineffective|unrelated|unaffected|unjustified|questionable)\\b|\\bcasts?"
                  + " doubt|\\bargues? against|\\bindependent of\\b|\\bof"
                  + " (?:minor|little|limited|no)\\b|\\babsence of (?:a |any )?\\w+"
                  + " (?:effect|association)|\\bcontraindicat"),
          cue(
              1.0,
              "\\b(?:limited|little|poor|weak|trivial|minimal)\\b(?: [\\w-]+){0,3}"
                  + " (?:value|effect|impact|accuracy|agreement|influence|sensitivity"
                  + "|predict\\w*|utility|role|benefit)"),
          cue(1.0, "\\bno\\b|\\bnone\\b|\\bnever\\b|\\brarely\\b|\\bseldom\\b"),
          cue(0.5, "\\bonly (?:a )?(?:minority|few|small|partly|in)"));

  private static final List<Cue> HEDGES =
      List.of(
          cue(1.2, "\\bmay not\\b|\\bmight not\\b|not necessarily|not always|not all\\b"),
          cue(
              1.5,
              "\\bunclear|inconclusive|controversial|conflicting|mixed|uncertain|questionable"
                  + "|remains?"
                  + " to be|debate|contradictory|equivocal"),
          cue(
              0.5,
              "\\b(?:further|future|more|larger|additional|prospective) (?:\\w+"
                  + " ){0,3}(?:studies|research|trials?|work|investigations?|study|evaluation)"
                  + " (?:\\w+ ){0,3}?(?:needed|required|necessary|warranted)"),
          cue(
              0.6,
              "\\b(?:needed|required|necessary) to"
                  + " (?:confirm|determine|clarify|establish|evaluate)"),
          cue(0.5, "\\bhowever\\b|\\bbut\\b|\\balthough\\b|\\bnevertheless\\b"),
          cue(0.6, "\\bsome\\b|\\bselected\\b|\\bpartly|\\bpartial|\\bdepend"),
          cue(0.3, "\\bif\\b|\\bonly\\b|\\bunless\\b|\\bdepending"),
          cue(0.4, "\\bshould be (?:considered|performed|used|interpreted|made|based)"),
          cue(0.2, "\\bmay\\b|\\bmight\\b|\\bcould\\b|\\bpossibl|\\bpotential"));

  /** Denials that deny nothing. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "not only|no doubt|no longer than|not without|cannot be"
              + " (?:excluded|ruled out|explained)|should not (?:be withheld|preclude|delay)"
              + "|whether or not|not yet|not fully|not completely|did not receive|not previously|not"
              + " otherwise|no reported|non-|do not have");

  private static final Pattern CONCESSION =
      Pattern.compile(
          "\\s*(?:although|while|despite|even though|whereas|though)\\b[^,]*,(.*)", Pattern.DOTALL);
  private static final Pattern AFTERTHOUGHT =
      Pattern.compile("(?:, )?\\b(?:although|whereas)\\b|, though|, while");
  private static final Pattern RESEARCH =
      Pattern.compile(
          "\\b(?:further|future|more|larger|additional|prospective)\\b.{0,80}\\b(?:studies"
              + "|research|trials?|work|investigations?|study)\\b");

  private static final Pattern ASKS_DIFFERENCE =
      Pattern.compile(
          "\\b(?:differ\\w*|better|worse|superior\\w*|improve[sd]?|improv\\w+|affect\\w*"
              + "|influence\\w*|impact|increase\\w*|decrease\\w*|reduce\\w*|matter|more|less"
              + "|higher|lower|benefit\\w*|advantage\\w*|prolong|enhance|change|alter"
              + "|associated|vary|effect|predict\\w*|safer|preferable)\\b");
  private static final Pattern ASKS_SAMENESS =
      Pattern.compile(
          "\\b(?:safe|equivalent|as (?:\\w+)"
              + " as|same|similar|comparable|feasible|enough|sufficient|adequate|non-?inferior"
              + "|equal|equally|replace|reliable|alternative|justified|acceptable|substitute"
              + "|interchangeable)\\b");
  private static final Pattern ASKS_EQUALITY =
      Pattern.compile("\\b(?:same|similar|equivalent|comparable|equal)");
  private static final Pattern SAYS_SAME =
      Pattern.compile(
          "\\b(?:similar|comparable|equivalent|as (?:effective|good|well|safe|accurate)"
              + " as|(?:no|without) (?:[\\w-]+ ){0,3}differen\\w+|not (?:\\w+ )?differ\\w*|the"
              + " same|equal|identical\\w*|non-?inferior)\\b");
  private static final Pattern SAYS_DIFFERENT =
      Pattern.compile(
          "\\b(?:differ(?:s|ed|ent|ing|ences?)?|higher|lower|worse|more|less|greater|longer"
              + "|variability|exceed\\w*|superior|inferior)\\b");

  private static final Pattern OPEN =
      Pattern.compile(
          "\\b(?:unclear|inconclusive|uncertain|undetermined|remains? to be"
              + " (?:determined|established|clarified|shown|proven|seen)|neither"
              + " confirm|(?:not|un)(?: \\w+)? ?resolved|not (?:establish|show|tell|reveal)"
              + " (?:whether|if)|impossible to (?:say|tell|conclude|determine)"
              + "|too (?:small|few|short) to (?:conclude|decide|determine|tell)|equivocal"
              + "|no (?:firm )?conclusions?|(?:cannot|could not|can not) be"
              + " (?:concluded|determined|established)|not (?:known|clear|possible to"
              + " (?:conclude|determine)))\\b");
  private static final Pattern CLAUSE_ENDS =
      Pattern.compile("; |,? but |, and (?=it |its |this |they |the )|, whereas ");
  private static final int SHORTEST_CLAUSE = 12;

  private static final double ANY_SENTENCE = 0.1;
  private static final double FIRST_SENTENCE = 0.6;
  private static final double ON_THE_QUESTION = 4;
  private static final int MUCH_SHARED = 3;
  private static final double ABOUT_RESEARCH = 0.2;
  private static final double SAME_DENIES_DIFFERENCE = 1.0;
  private static final double DIFFERENT_DENIES_SAMENESS = 1.5;
  private static final double NO_FROM = 0.6;
  private static final double HALF_DENIED = 0.4;
  private static final double HEDGED = 1.5;
  private static final double HEDGED_STRONGLY = 2.0;

  private Polarity() {}

  private static Cue cue(double weight, String pattern) {
    return new Cue(weight, Pattern.compile(pattern));
  }

  /** The verdict of the concluding sentences, in their order. */
  static Verdict of(String question, List<String> conclusion) {
    Set<String> asked = ContentWords.of(question);
    if (leavesOpen(asked, clauses(conclusion))) {
      return Verdict.MAYBE;
    }
    double denial = denial(question, conclusion);
    double hedging = hedging(String.join(" ", conclusion));
    if (hedging >= HEDGED && (denial >= HALF_DENIED || hedging >= HEDGED_STRONGLY)) {
      return Verdict.MAYBE;
    }
    return denial >= NO_FROM ? Verdict.NO : Verdict.YES;
  }

  /** Whether the clause that takes up most of the question says that it is not settled. */
  private static boolean leavesOpen(Set<String> asked, List<String> clauses) {
    String closest = "";
    int most = 0;
    for (String clause : clauses) {
      int shared = ContentWords.overlap(asked, clause);
      if (shared > most) {
        most = shared;
        closest = clause;
      }
    }
    return most > 1 && OPEN.matcher(closest).find();
  }

  private static double denial(String question, List<String> conclusion) {
    Set<String> asked = ContentWords.of(question);
    String lowerQuestion = question.toLowerCase(Locale.ROOT);
    double sum = 0;
    double weights = 0;
    List<String> clauses = clauses(conclusion);
    int opening = opening(asked, clauses);
    for (int i = 0; i < clauses.size(); i++) {
      String sentence = clauses.get(i);
      double share = ContentWords.overlap(asked, sentence) / (double) Math.max(1, asked.size());
      double weight =
          ANY_SENTENCE + ON_THE_QUESTION * share * share + (i == opening ? FIRST_SENTENCE : 0);
      if (RESEARCH.matcher(sentence).find()) {
        weight *= ABOUT_RESEARCH;
      }
      sum += weight * denialOf(sentence, lowerQuestion);
      weights += weight;
    }
    return weights == 0 ? 0 : sum / weights;
  }

  /**
   * The clause that opens the conclusion: the first, unless it has nothing of the question, and
   * another has much. Without a conclusion section the first may still be a result.
   */
  private static int opening(Set<String> asked, List<String> clauses) {
    int opening = 0;
    int most = 0;
    for (int i = 0; i < clauses.size(); i++) {
      int shared = ContentWords.overlap(asked, clauses.get(i));
      if (i == 0 && shared > 0) {
        return 0;
      }
      if (shared > most) {
        most = shared;
        opening = i;
      }
    }
    return most >= MUCH_SHARED ? opening : 0;
  }

  /** Clauses that stand on their own: what follows «but» may be about something else. */
  private static List<String> clauses(List<String> conclusion) {
    List<String> clauses = new ArrayList<>();
    for (String sentence : conclusion) {
      for (String clause : CLAUSE_ENDS.split(mainPart(normal(sentence)), -1)) {
        if (clause.strip().length() > SHORTEST_CLAUSE) {
          clauses.add(clause);
        }
      }
    }
    return clauses;
  }

  private static double denialOf(String sentence, String question) {
    double score = strongest(sentence);
    boolean same = SAYS_SAME.matcher(sentence).find();
    if (ASKS_SAMENESS.matcher(question).find()) {
      boolean contradicts =
          ASKS_EQUALITY.matcher(question).find() && SAYS_DIFFERENT.matcher(sentence).find();
      return same ? 0 : contradicts ? Math.max(score, DIFFERENT_DENIES_SAMENESS) : score;
    }
    return same && ASKS_DIFFERENCE.matcher(question).find()
        ? Math.max(score, SAME_DENIES_DIFFERENCE)
        : score;
  }

  private static double strongest(String sentence) {
    double score = 0;
    for (Cue denial : DENIALS) {
      if (denial.pattern().matcher(sentence).find()) {
        score = Math.max(score, denial.weight());
      }
    }
    return score;
  }

  private static double hedging(String conclusion) {
    String text = normal(conclusion);
    double sum = 0;
    for (Cue hedge : HEDGES) {
      sum += hedge.pattern().matcher(text).find() ? hedge.weight() : 0;
    }
    return sum;
  }

  private static String normal(String text) {
    return HARMLESS.matcher(" " + text.toLowerCase(Locale.ROOT) + " ").replaceAll(" ");
  }

  /** The sentence without «although …»: what is conceded is not concluded. */
  private static String mainPart(String sentence) {
    Matcher concession = CONCESSION.matcher(sentence);
    String part = concession.matches() ? concession.group(1) : sentence;
    Matcher afterthought = AFTERTHOUGHT.matcher(part);
    List<Integer> cuts = new ArrayList<>();
    while (afterthought.find()) {
      cuts.add(afterthought.start());
    }
    return cuts.stream()
        .filter(cut -> cut > 25)
        .findFirst()
        .map(cut -> part.substring(0, cut))
        .orElse(part);
  }
}
