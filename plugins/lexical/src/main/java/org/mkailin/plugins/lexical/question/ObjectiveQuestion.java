package org.mkailin.plugins.lexical.question;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mkailin.plugins.lexical.citation.Statements;
import org.mkailin.plugins.lexical.grammar.Casing;
import org.mkailin.plugins.lexical.grammar.WellFormed;

/**
 * The question behind a sentence that says what was to be found out: «To determine whether X lowers
 * Y», «We compared A with B in C», «The aim was to evaluate the effect of X on Y».
 */
final class ObjectiveQuestion {
  private static final String STUDY_VERB =
      "(?:determine|assess|evaluate|examine|investigate|test|explore|study|analy[sz]e|describe"
          + "|identify|estimate|measure|establish|clarify|elucidate|ascertain|find"
          + " out|see|know|understand|verify|quantify|characteri[sz]e|define|review|validate"
          + "|report|document|answer|address|look"
          + " at|delineate|question|learn|appraise|discover|check|ask|observe|demonstrate|show"
          + "|summari[sz]e|confirm|reassess|consider|discuss)";
  private static final String PAST_VERB =
      "(?:determined|assessed|evaluated|examined|investigated|tested|explored|studied"
          + "|analy[sz]ed|identified|estimated|measured|asked|reviewed|hypothesi[sz]ed|sought"
          + "|quantified|validated|questioned|characteri[sz]ed|wondered|postulated"
          + "|speculated|examines|investigates|evaluates|assesses|explores|tests"
          + "|determines|reviews|describes|analy[sz]es|addresses|considers|looked"
          + " at)";

  /** «whether» and «if» clauses, wherever the sentence says that they were looked into. */
  private static final Pattern WHETHER =
      Pattern.compile(
          "(?i).*?\\b(?:"
              + STUDY_VERB
              + "|"
              + PAST_VERB
              + "|unclear|unknown|uncertain|question(?: is| of|"
              + " was)?|controversial|debated|known|assessing|determining|examining|testing"
              + "|investigating|evaluating|clear|exploring)(?:"
              + " [^.;]{0,40}?)?,? (?:as to )?(whether|if)(?: or not)? (.+)");

  private static final Pattern HYPOTHESIS =
      Pattern.compile(
          "(?i).*?\\b(?:hypothes[ie]s|hypothesi[sz]ed?|possibility|assumption|postulated?)(?:"
              + " (?:is|was|tested|to test))?(?:,? [^.;,]{0,30},?)? that (.+)");
  private static final Pattern HOW =
      Pattern.compile(
          "(?i).*?\\b(?:"
              + STUDY_VERB
              + "|"
              + PAST_VERB
              + ") (how(?:"
              + " (?:often|well|frequently|long|much|far|soon|quickly|accurately|effectively"
              + "|commonly|rapidly|strongly))?|why|to"
              + " what extent|in what way|where|when) (.+)");
  private static final Pattern WHICH =
      Pattern.compile("(?i).*?\\b(?:" + STUDY_VERB + "|" + PAST_VERB + ") (which|what) (.+)");
  private static final Pattern COMPARE =
      Pattern.compile(
          "(?i)(?:.*?\\b(?:to|we|study|trial|aimed at|retrospectively|prospectively|directly|and)"
              + " )?(?:compare[sd]?|comparing|contrast) (.+)");
  private static final Pattern STUDY =
      Pattern.compile(
          "(?i)(?:.*?\\b(?:to|we|study|trial|paper|review|analysis|article|meta-analysis"
              + "|investigation)(?:"
              + " (?:prospectively|retrospectively|further|better|systematically|also|therefore"
              + "|critically|experimentally|directly|have|has|here|were|first)){0,2}"
              + " )?(?:"
              + STUDY_VERB
              + "|"
              + PAST_VERB
              + ")(?:,? (?:prospectively|retrospectively|further|systematically))? ((?:the |an?"
              + " |factors|predictors|risk"
              + " factors|potential|possible|associations?|long-term|changes|outcomes?|mortality"
              + "|patient|differences|trends).+)");
  private static final Pattern ANOTHER_AIM =
      Pattern.compile(
          "(?i)(?:[,;]| and| as well as)(?: also)?(?: to| whether| how)(?: (?:also|further))? (?:"
              + STUDY_VERB
              + "|compare|propose|develop|provide|present|relate|correlate|discuss|its|their|it|they)\\b.*|(?:[,;]"
              + " and|,| and) (?:to|also to|thus to|thereby|in order to) .*|(?: and|,) (?:"
              + STUDY_VERB
              + "|compare|correlate|relate|propose|develop|discuss|analy[sz]es|examines|evaluates|attempted"
              + " to)\\b.*|; .*");
  private static final Pattern BY_MEANS =
      Pattern.compile(
          "(?i),? (?:using|by means of|by using|in order to|so as to|based on|with the aim|by"
              + " (?:measuring|comparing|analy[sz]ing|assessing|evaluating|examining"
              + "|studying))\\b.*");

  private static final Pattern SECOND_CLAUSE =
      Pattern.compile(
          "(?i)^(?!.*\\b(?:that|who|which|whose|where|when)\\b).*\\b(?:was|were|is|are)\\b|,?"
              + " (?:and )?we\\b");

  /** A comparison made on the way, or one of counted groups. */
  private static final Pattern SECONDARY =
      Pattern.compile(
          "(?i)\\balso compared|\\bcompared? (?:the )?\\d|\\bwere compared|\\bwho did"
              + " not\\b|\\d.*\\d.*\\d.*\\d");

  private static final int LONGEST = 1000;

  private final FindingInverter inverter;

  ObjectiveQuestion(FindingInverter inverter) {
    this.inverter = inverter;
  }

  /** Whether a sentence of an unlabelled abstract says what was to be found out. */
  static boolean isObjective(String sentence) {
    return sentence.length() <= LONGEST && OBJECTIVE_CUE.matcher(sentence).find();
  }

  private static final Pattern OBJECTIVE_CUE =
      Pattern.compile(
          "(?i)^(?:to "
              + STUDY_VERB
              + "\\b|to compare\\b)|\\b(?:aim(?:s|ed)?|objectives?|purposes?|goals?)"
              + " (?:of|was|were|is|to|in|at)\\b|\\bwe (?:\\w+ ){0,3}(?:"
              + PAST_VERB
              + "|compared|aimed|wanted|attempted|set out|sought|set)\\b|\\b(?:this|the"
              + " present|our|the current) (?:[\\w-]+"
              + " ){0,3}(?:study|trial|paper|review|analysis|investigation|article|work|report)"
              + " (?:\\w+ ){0,2}(?:"
              + PAST_VERB
              + "|aim(?:s|ed)|compare[sd]|sought|was"
              + " (?:designed|undertaken|conducted|performed|carried out)(?: \\w+)? to)\\b|\\bwe"
              + " hypothesi[sz]ed?\\b|\\bhypothesis (?:that|was)\\b|was"
              + " (?:undertaken|designed|conducted|performed) to\\b|\\bwhether\\b");

  /** The question, if one of the forms is found. */
  Optional<String> of(String sentence, Casing casing) {
    String text = Statements.withoutAsides(sentence);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher whether = WHETHER.matcher(text);
    if (whether.matches()) {
      Optional<String> question = clause(whether.group(2), casing);
      if (question.isPresent()) {
        return question;
      }
    }
    return hypothesis(text, casing)
        .or(() -> how(text, casing))
        .or(() -> which(text))
        .or(() -> compare(text))
        .or(() -> study(text));
  }

  private Optional<String> clause(String clause, Casing casing) {
    return inverter.invert(firstAim(clause), casing).flatMap(WellFormed::check);
  }

  private static String firstAim(String text) {
    return ANOTHER_AIM.matcher(text).replaceFirst("");
  }

  private Optional<String> hypothesis(String text, Casing casing) {
    Matcher matcher = HYPOTHESIS.matcher(text);
    return matcher.matches() ? clause(matcher.group(1), casing) : Optional.empty();
  }

  private Optional<String> how(String text, Casing casing) {
    Matcher matcher = HOW.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String word = Casing.upperFirst(matcher.group(1).toLowerCase(Locale.ROOT));
    return inverter
        .invert(firstAim(matcher.group(2)), casing)
        .map(question -> word + " " + Casing.lowerFirst(question))
        .flatMap(WellFormed::check);
  }

  /** «which factors predict X» asks as it stands: the question word is the subject. */
  private static Optional<String> which(String text) {
    Matcher matcher = WHICH.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String rest = firstAim(matcher.group(2));
    boolean subject =
        rest.matches(
            "(?i)(?:[\\w-]+"
                + " ){1,4}(?:predict|influence|affect|determine|are|is|were|was|have|has"
                + "|contribute|benefit|may|can|should|cause|lead)\\b.*");
    return subject
        ? WellFormed.check(Casing.upperFirst(matcher.group(1)) + " " + rest + "?")
        : Optional.empty();
  }

  private static Optional<String> compare(String text) {
    Matcher matcher = COMPARE.matcher(text);
    if (!matcher.matches() || SECONDARY.matcher(text).find()) {
      return Optional.empty();
    }
    String rest = trim(matcher.group(1));
    return SECOND_CLAUSE.matcher(rest).find()
        ? Optional.empty()
        : Comparisons.ask(rest).flatMap(WellFormed::check);
  }

  private static Optional<String> study(String text) {
    Matcher matcher = STUDY.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String phrase = trim(matcher.group(1));
    return SECOND_CLAUSE.matcher(phrase).find()
        ? Optional.empty()
        : TopicPhrase.ask(phrase).flatMap(WellFormed::check);
  }

  private static String trim(String text) {
    return BY_MEANS.matcher(firstAim(text)).replaceFirst("").replaceAll("[\\s,;:.]+$", "");
  }
}
