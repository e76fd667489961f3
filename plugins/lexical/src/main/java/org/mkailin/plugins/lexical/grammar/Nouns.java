package org.mkailin.plugins.lexical.grammar;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Number of nouns and of noun phrases, by their last letters and by exceptions. */
public final class Nouns {
  private static final Set<String> PLURALS =
      WordList.of(
          """
          children women men people mice data bacteria criteria feet teeth phenomena media
          larvae fungi stimuli nuclei loci alleles strata spectra ova vertebrae metastases
          both many several few personnel police cattle sheep species series two three four
          five six foci bacilli emboli thrombi bronchi villi septa
          """);

  private static final Pattern SINGULAR_S =
      Pattern.compile(
          ".*(?:ss|us|is|ics|itis|osis|news|lens|herpes|diabetes|rabies|scabies|caries|ascites"
              + "|measles"
              + "|mumps|rickets|tetanus|pancreas|aids|pus|bias|gas|texas|biceps|triceps|forceps"
              + "|atlas"
              + "|plexus|series|species|menses|iris|mellitus|aedes|candidiasis|facies|vs|across"
              + "|less)");

  private static final Pattern SPLIT = Pattern.compile("\\s+");
  private static final Pattern HEAD_END =
      Pattern.compile(
          "(?i)\\s(?:of|in|for|with|on|to|after|during|among|between|from|by|at|as|before|without"
              + "|versus|vs\\.?|under|using|within|following|through|against|than|over|who|which"
              + "|that"
              + "|receiving|undergoing|due|via|into"
              + "|aged|starting|containing|lacking|having|presenting|alone|requiring|taking"
              + "|living|towards|toward|[a-z]+ed(?="
              + " (?:in|by|from|with|for|on|to|at|as|during|using)))\\b.*");
  private static final Pattern GERUND = Pattern.compile("(?i)[a-z]{3,}ing\\b.*");
  private static final Pattern NOUN_GERUND = Pattern.compile("(?i)\\S+ing \\S*s\\b.*");

  private static final Pattern WANTS_ARTICLE =
      Pattern.compile(
          "(?:[a-z-]+"
              + " ){0,2}?(?:effect|effects|risk|role|presence|rate|level|incidence|prevalence"
              + "|number|severity|frequency|absence|use|addition|development)"
              + " of .*");

  private Nouns() {}

  /** Whether a single word looks plural. */
  static boolean isPluralWord(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+$", "");
    if (PLURALS.contains(lower)) {
      return true;
    }
    if (lower.matches(
        "characteristics|demographics|topics|clinics|mosaics|pandemics|epidemics|antibiotics|analgesics"
            + "|diuretics|tactics|metrics|logistics|.*(?:biotics|uretics|thetics|cotics|lytics"
            + "|gesics|leptics)")) {
      return true;
    }
    int hyphen = lower.lastIndexOf('-');
    String last = hyphen > 0 ? lower.substring(hyphen + 1) : lower;
    if (last.length() < 3 || !last.endsWith("s") || SINGULAR_S.matcher(last).matches()) {
      return false;
    }
    // «miRNAs», «SSRIs» are plural; «AIDS», «SARS» are not.
    return !word.equals(word.toUpperCase(Locale.ROOT));
  }

  /** The phrase up to the first preposition or participle: where its head stands. */
  public static String headPart(String phrase) {
    return HEAD_END.matcher(phrase).replaceFirst("").strip();
  }

  /** The last word of {@link #headPart}. */
  public static String head(String phrase) {
    String[] words = SPLIT.split(headPart(phrase).replaceAll("\\s*\\([^)]*\\)", "").strip(), -1);
    return words[words.length - 1].replaceAll("[,;:]$", "");
  }

  /**
   * The head and what stands right before it: «interferon alfa» of «low-dose interferon alfa in …».
   */
  public static String lastWords(String phrase) {
    String[] words = SPLIT.split(headPart(phrase), -1);
    return words.length < 2 ? words[0] : words[words.length - 2] + " " + words[words.length - 1];
  }

  /** Whether a noun phrase takes a plural verb: by its head, or as «A and B». */
  public static boolean isPlural(String phrase) {
    String head = headPart(phrase).replace("head and neck", "neck");
    if (head.matches(
            "(?i)(?:each|every|either|neither|the"
                + " (?:number|combination|use|addition|presence|effect)|a|an|one)\\b.*")
        && !head.contains(" and ")) {
      return isPluralWord(head(phrase))
          && head.matches("(?i)(?:a|an) (?:few|number|series|variety)\\b.*");
    }
    if (head.matches(".*\\band\\b.*")) {
      return true;
    }
    if (GERUND.matcher(head).matches() && !NOUN_GERUND.matcher(head).matches()) {
      return false;
    }
    return isPluralWord(head(phrase));
  }

  /** «effect of papain» as «the effect of papain»; titles leave such articles out. */
  public static String withArticle(String phrase) {
    return WANTS_ARTICLE.matcher(phrase).matches() ? "the " + phrase : phrase;
  }

  /** «is» or «are», as the phrase asks. */
  public static String be(String phrase) {
    return isPlural(phrase) ? "are" : "is";
  }

  /** «does» or «do», as the phrase asks. */
  public static String does(String phrase) {
    return isPlural(phrase) ? "do" : "does";
  }
}
