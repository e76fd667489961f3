package org.mkailin.plugins.lexical.citation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mkailin.plugins.lexical.grammar.Casing;

/** Strips from a statement what belongs to the paper and not to the finding. */
public final class Statements {
  // All quantifiers are bounded, so no sentence takes more than linear time.
  private static final String REPORTING =
      "(?:suggest|indicate|show|demonstrate|confirm|support|reveal|imply|establish|document|find"
          + "|found"
          + "|conclude|report|propose|believe|observe|hypothesi[sz]e|speculate|assume|provide"
          + "|shown|prove"
          + "|postulate|argue|infer|see|note|illustrate|highlight|emphasi[sz]e|underline"
          + "|strengthen)(?:e?s|e?d|n)?";

  private static final Pattern LEAD =
      Pattern.compile(
          "^(?:(?:in|to)"
              + " (?:conclusion|summary|conclude|summari[sz]e|sum|brief|short|general|addition"
              + "|contrast"
              + "|particular|fact)(?! to\\b)|conclusions?|summary|overall|thus|therefore|hence"
              + "|however"
              + "|moreover|furthermore|finally|taken"
              + " together|together|collectively|altogether|nevertheless|consequently|accordingly"
              + "|[a-z]{4,14}ly(?=,)|then(?=,)|next(?=,)|also(?=,)|now(?=,)|first|second|(?:in"
              + "|from|by)"
              + " (?:this|the present|our|the current|these) [^,]{1,60}|(?:based on|on the basis"
              + " of|according to|taking into account|given) (?:the|these|our|this) [^,]{1,80}|for"
              + " the first time|as expected|here|as a (?:result|consequence)|to (?:our|the best of"
              + " our) knowledge)(?:,| ,)? +",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WE_SAY =
      Pattern.compile(
          "^(?![^,.;]{0,90}\\b(?:not|no|fail\\w*|unlikely|unclear|neither|cannot|little"
              + "|doubt\\w*|insufficient|uncertain|unknown)\\b[^,.;]{0,60}\\bthat\\b)(?:we|the"
              + " authors?|the investigators|i)(?: [a-z]{2,12}){0,2} "
              + REPORTING
              + "(?: [^,.;]{0,40}?)? that,? ",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DATA_SAY =
      Pattern.compile(
          "^(?![^,.;]{0,90}\\b(?:not|no|fail\\w*|unlikely|unclear|neither|cannot|little"
              + "|doubt\\w*|insufficient|uncertain|unknown)\\b[^,.;]{0,60}\\bthat\\b)(?:these"
              + "|our|the|this|present|those|current|both)\\b[^.,;]{0,90}?"
              + " "
              + REPORTING
              + "\\b[^.,;]{0,60}? that,? ",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern IT_IS =
      Pattern.compile(
          "^(?![^,.;]{0,90}\\b(?:not|no|fail\\w*|unlikely|unclear|neither|cannot|little"
              + "|doubt\\w*|insufficient|uncertain|unknown)\\b[^,.;]{0,60}\\bthat\\b)it"
              + " (?:is|was|can be|may be|has been|seems?|appears?|would appear|should be|must"
              + " be)\\b[^.,;]{0,40}?\\bthat,? ",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern IN_THIS_STUDY =
      Pattern.compile(
          ",? (?:in|among|for|within|from|of|at|by|under|on) (?:this|these|our|the present|the"
              + " current|the studied|the study) (?:[\\w-]+"
              + " ){0,3}?(?:study|stud(?:y|ies)|series|cohort|population|patients|model|setting"
              + "|group|groups|sample"
              + "|trial|analysis|experience|cent(?:er|re)|hospital|subjects|women|men|children"
              + "|residents|animals|rats|mice"
              + "|cells|cases|conditions|system|region|area|country|participants|individuals"
              + "|people|infants"
              + "|workers|students|circumstances|context|condition|disease|disorder|regard"
              + "|respect|environment|department"
              + "|institution|community|pilot|dataset|database|registry|species|data|findings"
              + "|results|period|meta-analysis|review|experiments?)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern BRACKETS =
      Pattern.compile(" ?\\([^()]{0,120}\\)| \\[[^\\[\\]]{0,80}\\]");
  private static final Pattern KEPT_BRACKET = Pattern.compile(" \\([a-z -]{3,40}\\)");
  private static final Pattern END = Pattern.compile("[\\s.!;:,]+$");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final int LONGEST = 1000;

  private Statements() {}

  /** The finding alone: «We conclude that X improves Y.» is «X improves Y». */
  public static String finding(String sentence) {
    String text = BLANKS.matcher(sentence).replaceAll(" ").strip();
    for (int round = 0; round < 3; round++) {
      String before = text;
      text = LEAD.matcher(text).replaceFirst("");
      text = WE_SAY.matcher(text).replaceFirst("");
      text = DATA_SAY.matcher(text).replaceFirst("");
      text = IT_IS.matcher(text).replaceFirst("");
      if (text.equals(before)) {
        break;
      }
    }
    return Casing.upperFirst(text);
  }

  /**
   * The sentence without brackets, «in this study», and closing marks; empty for what is too long
   * to be a sentence, such as a table that lost its lines.
   */
  public static String withoutAsides(String sentence) {
    if (sentence.length() > LONGEST) {
      return "";
    }
    String text = dropBrackets(sentence);
    text = IN_THIS_STUDY.matcher(text).replaceAll("");
    text = text.replaceAll("(?i), (?:however|therefore|thus|moreover|respectively|indeed),", "");
    return END.matcher(BLANKS.matcher(text).replaceAll(" ").strip()).replaceFirst("");
  }

  static String dropBrackets(String text) {
    return BRACKETS
        .matcher(text)
        .replaceAll(
            m -> {
              boolean glued = !m.group().startsWith(" ");
              boolean kept = glued || KEPT_BRACKET.matcher(m.group()).matches();
              return Matcher.quoteReplacement(kept ? m.group() : "");
            });
  }
}
