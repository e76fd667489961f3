package org.mkailin.plugins.lexical.question;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mkailin.plugins.lexical.grammar.Casing;
import org.mkailin.plugins.lexical.grammar.Nouns;
import org.mkailin.plugins.lexical.grammar.WordList;

/**
 * Turns a noun phrase that names what was studied into the wh-question behind it: «the efficacy of
 * papain in burns» into «How effective is papain in burns?». The forms stand in {@code
 * topic-questions.txt}.
 */
final class TopicPhrase {
  private record Rule(Pattern pattern, String question) {}

  private static final String CLINICAL =
      "(?:in vitro (?:and in vivo )?)?(?:(?:clinical|diagnostic|prognostic|predictive|therapeutic"
          + "|potential|possible|prospective|relative|comparative|long-term|short-term|overall"
          + "|initial|early|protective|preventive|practical|discriminative|added|additional"
          + "|external|direct|acute|chronic|immediate|independent) ){0,2}";
  private static final String PLAIN =
      "(?!(?:of|in|for|with|during|after|and|by|on|from|to|as|versus|into|against|between|among|within|under|at)\\\\b)[\\\\w-]+";

  private static final List<Rule> RULES =
      WordList.lines(TopicPhrase.class, "topic-questions.txt").stream()
          .map(TopicPhrase::rule)
          .toList();

  private static final Pattern SLOT = Pattern.compile("\\{(?:(\\w+) )?(\\d)\\}");
  private static final Pattern ARTICLE = Pattern.compile("(?i)^(?:the|an?) ");

  private static final Map<String, String> QUALITIES =
      Map.ofEntries(
          Map.entry("efficacy", "effective"),
          Map.entry("effectiveness", "effective"),
          Map.entry("safety", "safe"),
          Map.entry("tolerability", "well tolerated"),
          Map.entry("accuracy", "accurate"),
          Map.entry("validity", "accurate"),
          Map.entry("reliability", "reliable"),
          Map.entry("feasibility", "feasible"),
          Map.entry("acceptability", "acceptable"),
          Map.entry("reproducibility", "reproducible"));

  private static final Map<String, String> VERBS =
      Map.ofEntries(
          Map.entry("induction", "induce"),
          Map.entry("inhibition", "inhibit"),
          Map.entry("suppression", "suppress"),
          Map.entry("prevention", "prevent"),
          Map.entry("reduction", "reduce"),
          Map.entry("enhancement", "enhance"),
          Map.entry("modification", "modify"),
          Map.entry("reversal", "reverse"),
          Map.entry("control", "control"),
          Map.entry("degradation", "degrade"),
          Map.entry("affecting", "affect"),
          Map.entry("influencing", "influence"),
          Map.entry("predicting", "predict"),
          Map.entry("determining", "determine"),
          Map.entry("treatment", "treated"),
          Map.entry("therapy", "treated"),
          Map.entry("management", "managed"),
          Map.entry("diagnosis", "diagnosed"));

  private TopicPhrase() {}

  private static Rule rule(String line) {
    String[] sides = line.split(" => ", 2);
    String pattern = sides[0].replace("CLINICAL", CLINICAL).replaceAll("PLAIN", PLAIN);
    return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), sides[1]);
  }

  /** The question behind a noun phrase; empty where no form knows it. */
  static Optional<String> ask(String phrase) {
    String bare = ARTICLE.matcher(phrase).replaceFirst("");
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern().matcher(bare);
      if (matcher.matches()) {
        Optional<String> question = fill(rule.question(), matcher);
        if (question.isPresent()) {
          return question;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fill(String form, Matcher phrase) {
    if (form.equals("{compare 1}")) {
      return Comparisons.ask(phrase.group(1));
    }
    if (form.equals("{ask 1}")) {
      return ask(phrase.group(1));
    }
    String question =
        SLOT.matcher(form)
            .replaceAll(
                slot ->
                    Matcher.quoteReplacement(
                        word(slot.group(1), phrase, Integer.parseInt(slot.group(2)))));
    return Optional.of(question + "?");
  }

  private static String word(String kind, Matcher phrase, int group) {
    String text = phrase.group(group);
    String lower = text.toLowerCase(Locale.ROOT);
    return switch (kind == null ? "" : kind) {
      case "" -> group == 1 ? Casing.lowerFirstWord(text) : text;
      case "is" -> Nouns.be(text) + " " + text;
      case "be" -> Nouns.be(text);
      case "does" -> Nouns.does(text) + " " + text;
      case "Does" -> Casing.upperFirst(Nouns.does(text)) + " " + text;
      case "quality" -> QUALITIES.getOrDefault(lower, "useful");
      // activation, regulation, stimulation: the verb ends in -ate
      case "verb" -> VERBS.getOrDefault(lower, lower.replaceFirst("ion$", "e"));
      default ->
          throw new IllegalStateException("unknown slot {" + kind + "} in topic-questions.txt");
    };
  }
}
