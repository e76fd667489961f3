package org.mkailin.plugins.lexical.question;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mkailin.plugins.lexical.grammar.Nouns;

/**
 * «To compare …» as a question.
 *
 * <p>«A with B» has its two sides around «with»; but «the risk of A among people treated with B or
 * C» compares over what follows «among», and its «with» belongs to «treated».
 */
final class Comparisons {
  private static final Pattern BETWEEN =
      Pattern.compile("(?i)(.+?) (between .+ (?:and|or|versus) .+)");
  private static final Pattern THAT_OF =
      Pattern.compile(
          "(?i)(.+?),? (?:with|to|versus|vs\\.?|and) (?:that|those) (of|in|after|for|with|among)"
              + " (.+)");
  private static final Pattern TWO =
      Pattern.compile(
          "(?i)(.+?) (?:versus|vs\\.?|with|(?<!moderate |mild |birth |up |exposed |relative )to(?!"
              + " severe| moderate| high)|against) (.+)");
  private static final Pattern SPREAD =
      Pattern.compile(
          "(?i)(.+?)"
              + " ((?:among|in|after|during|before|at|across|under|following|of|for|on|as|with"
              + "|regarding|by)"
              + " .*\\b(?:and|or|with|versus)\\b.+)");
  private static final Pattern PAIR_IN_PLACE =
      Pattern.compile(
          "(?i)(.+? and .+?)"
              + " ((?:in|for|among|after|during|on|as|at|before|following|with|regarding|by) .+)");

  private static final Pattern PLACE =
      Pattern.compile("(?i) (?:in|for|among|during|after|across|at|before|following|as|under) ");
  private static final Pattern JOINED = Pattern.compile("(?i) (?:and|or) ");

  /** What ends in one of these takes the following «with» or «to» for itself. */
  private static final Pattern TAKES_WITH =
      Pattern.compile(
          "(?i).*\\b(?:[a-z]+ed|patients|women|men|children|adults|subjects|infants|people|those"
              + "|respect|response|due|individuals|mothers|rats|mice"
              + "|treatment|therapy|admission|infection|exposure|adherence|access|time|relation"
              + "|according|participants|families|persons|compliance|resistance|satisfaction"
              + "|hospitals|dealing|presenting|attitudes|and)$");

  private Comparisons() {}

  /** The question behind what follows «compare»; empty if its two sides can't be told. */
  static Optional<String> ask(String compared) {
    if (compared.contains(" compared ")) {
      return Optional.empty();
    }
    Matcher m = BETWEEN.matcher(compared);
    if (m.matches()) {
      return question(m.group(1), "differ", m.group(2));
    }
    m = THAT_OF.matcher(compared);
    if (m.matches()) {
      return question(m.group(1), "compare with that " + m.group(2), m.group(3));
    }
    m = TWO.matcher(compared);
    if (m.matches() && !TAKES_WITH.matcher(m.group(1)).matches()) {
      return question(m.group(1), "compare with", m.group(2));
    }
    boolean measureFirst =
        compared.matches(
            "(?i)(?:the )?(?:[\\w-]+,? ){0,4}?(?:and [\\w-]+ ){0,2}(?:of|after|during|in|with) .*");
    if (measureFirst) {
      m = SPREAD.matcher(compared);
      return m.matches() ? spread(m.group(1), m.group(2)) : Optional.empty();
    }
    m = PAIR_IN_PLACE.matcher(compared);
    if (m.matches()) {
      return question(m.group(1), "compare", m.group(2));
    }
    return compared.contains(" and ") ? question(compared, "compare", "") : Optional.empty();
  }

  /** «the efficacy of A and B in C»: «compare» goes before «in C»; if there is no C, to the end. */
  private static Optional<String> spread(String measure, String rest) {
    if (!rest.matches("(?i)of .*")) {
      return question(measure, "compare", rest);
    }
    Matcher place = PLACE.matcher(rest);
    while (place.find()) {
      String before = rest.substring(0, place.start());
      String after = rest.substring(place.start());
      if (JOINED.matcher(before).find()
          || (JOINED.matcher(after).find() && !place.group().equals(" for "))) {
        return question(measure + " " + before, "compare", after.strip());
      }
    }
    return question(measure + " " + rest, "compare", "");
  }

  private static Optional<String> question(String subject, String verb, String rest) {
    String end = rest.isEmpty() ? "" : " " + rest;
    return Optional.of("How " + Nouns.does(subject) + " " + subject + " " + verb + end + "?");
  }
}
