package org.mkailin.plugins.lexical.question;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mkailin.plugins.lexical.citation.Statements;
import org.mkailin.plugins.lexical.citation.Title;
import org.mkailin.plugins.lexical.grammar.Casing;
import org.mkailin.plugins.lexical.grammar.English;
import org.mkailin.plugins.lexical.grammar.MainVerb;
import org.mkailin.plugins.lexical.grammar.Nouns;
import org.mkailin.plugins.lexical.grammar.VerbForms;
import org.mkailin.plugins.lexical.grammar.WellFormed;

/**
 * The wh-question behind a title that only names its topic.
 *
 * <p>What is asked depends on what the title puts first: of a treatment, whether it works; of a
 * disorder, how common it is; of a molecule, its role; of two things, how they are related.
 */
final class TopicQuestion {
  private static final Pattern EFFECTS_SUBTITLE =
      Pattern.compile("(?i)(?:the |its )?(effects?|impact|influence) on (.+)");
  private static final Pattern ROLE_SUBTITLE =
      Pattern.compile("(?i)(?:(?:a|the|its) )?(?:possible |potential )?roles? in (.+)");
  private static final Pattern AND_RISK =
      Pattern.compile(
          "(?i)(.+?) and (?:the"
              + " )?((?:risk|incidence|rate|prevalence|odds|occurrence|progression|recurrence"
              + "|severity|outcome|mortality|development|likelihood)s?\\b.+)");
  private static final Pattern FOR_PURPOSE =
      Pattern.compile(
          "(?i)(.+?) ((?:for|in) (?:the )?(?:[\\w-]+"
              + " ){0,3}(?:treatment|prevention|prophylaxis|management|therapy|maintenance"
              + "|relief|control|reduction|eradication|suppression|debridement|repair"
              + "|reconstruction|rehabilitation)\\b.*)");
  private static final Pattern FOR_DIAGNOSIS =
      Pattern.compile(
          "(?i)(.+?) ((?:for|in|as an?) (?:the )?(?:[\\w-]+"
              + " ){0,3}(?:diagnosis|detection|prediction|screening|identification|assessment"
              + "|evaluation|exclusion|selection|staging|differentiation|test)\\b.*)");
  private static final Pattern TO_PURPOSE =
      Pattern.compile(
          "(?i)(.+?) to (rule"
              + " out|predict|detect|prevent|reduce|improve|identify|treat|diagnose|assess"
              + "|exclude|promote|increase|manage|evaluate|measure|monitor|guide)"
              + " (.+)");
  private static final Pattern PLACE =
      Pattern.compile(
          "(?i)(.+?)"
              + " ((?:in|among|during|after|following|with|under|at|on|before|by|from|within"
              + "|against|for|of)"
              + " .+)");
  private static final Pattern GERUND =
      Pattern.compile(
          "(?i)([a-z]+ing) (.+?) (?:by|using|with|by means of) (?:the use of )?((?!the\\b.*"
              + " of\\b).+)");
  private static final Pattern PAIR = Pattern.compile("(?i)(.+?) and (.+)");
  private static final Pattern NO_TOPIC =
      Pattern.compile(
          "(?i)(?:.*\\b(?:correspondence|erratum|corrigendum|retraction|reply|letter|editorial|in"
              + " memoriam|obituary|announcement|comment)\\b.*|introduction|preface|foreword)");

  private final English english;
  private final VerbForms forms;
  private final MainVerb mainVerb;

  TopicQuestion(English english, VerbForms forms) {
    this.english = english;
    this.forms = forms;
    this.mainVerb = new MainVerb(forms);
  }

  /** The question, if the title's shape is known. */
  Optional<String> of(Title title, Casing casing) {
    return subject(title, casing)
        .flatMap(
            subject ->
                bySubtitle(subject, title.subtitle())
                    .or(() -> TopicPhrase.ask(subject))
                    .or(() -> byShape(subject)))
        .flatMap(WellFormed::check);
  }

  /** The last resort: «What is known about …?» of a title without any verb. */
  Optional<String> lastResort(Title title, Casing casing) {
    return phrase(title, casing)
        .flatMap(subject -> explained(subject, title, casing))
        .map(subject -> "What is known about " + Nouns.withArticle(subject) + "?")
        .flatMap(WellFormed::check);
  }

  /**
   * «J3Gen: a generator for tags» as «J3Gen, a generator for tags»; one word alone asks nothing.
   */
  private static Optional<String> explained(String subject, Title title, Casing casing) {
    if (subject.contains(" ")) {
      return Optional.of(subject);
    }
    int colon = title.text().indexOf(": ");
    return colon < 0
        ? Optional.empty()
        : Optional.of(subject + ", " + casing.inside(title.text().substring(colon + 2)));
  }

  /** What the title is about, as a noun phrase; empty if it is none, or «Reply to …». */
  Optional<String> phrase(Title title, Casing casing) {
    return subject(title, casing).filter(subject -> !NO_TOPIC.matcher(subject).matches());
  }

  /** The title's noun phrase as it stands inside a sentence; empty if it holds a finite verb. */
  private Optional<String> subject(Title title, Casing casing) {
    String text =
        Statements.withoutAsides(title.subject())
            .replaceFirst("(?<=[\\p{L}\\d)]{3}|[IV]{2,3}|-I)\\. .*$", "");
    String subject = casing.inside(text);
    if (subject.isEmpty()
        || subject.contains(":")
        || subject.matches(".* that .*")
        || subject.endsWith("?")) {
      return Optional.empty();
    }
    return mainVerb.in(english.tag(text)).isPresent() ? Optional.empty() : Optional.of(subject);
  }

  private static Optional<String> bySubtitle(String subject, String subtitle) {
    Matcher effects = EFFECTS_SUBTITLE.matcher(subtitle);
    if (effects.matches() && !subject.contains(" versus ") && !subject.contains(" vs")) {
      String noun = effects.group(1).toLowerCase(Locale.ROOT);
      return Optional.of(
          "What "
              + Nouns.be(noun)
              + " the "
              + noun
              + " of "
              + subject
              + " on "
              + effects.group(2)
              + "?");
    }
    Matcher role = ROLE_SUBTITLE.matcher(subtitle);
    if (role.matches()) {
      return Optional.of(
          "What role " + Nouns.does(subject) + " " + subject + " play in " + role.group(1) + "?");
    }
    return Optional.empty();
  }

  private Optional<String> byShape(String subject) {
    Matcher m = FOR_PURPOSE.matcher(subject);
    if (m.matches() && !TopicKind.isReview(m.group(1))) {
      return how("effective", m.group(1), m.group(2));
    }
    m = FOR_DIAGNOSIS.matcher(subject);
    if (m.matches() && !TopicKind.isReview(m.group(1))) {
      return how("accurate", m.group(1), m.group(2));
    }
    m = TO_PURPOSE.matcher(subject);
    if (m.matches()) {
      return Optional.of("Can " + m.group(1) + " " + m.group(2) + " " + m.group(3) + "?");
    }
    m = GERUND.matcher(subject);
    Optional<String> base =
        m.matches() ? forms.baseOfGerund(m.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    if (base.isPresent()) {
      return Optional.of("Can " + m.group(3) + " " + base.get() + " " + m.group(2) + "?");
    }
    m = AND_RISK.matcher(subject);
    if (m.matches() && !TopicKind.isAction(m.group(1))) {
      String first = m.group(1).replaceFirst(",(?!.*,)(?!.* and )", " and");
      return Optional.of(
          "How " + Nouns.be(first) + " " + first + " related to the " + m.group(2) + "?");
    }
    return pair(subject).or(() -> placed(subject)).or(() -> alone(subject));
  }

  /** «A and B in C»: what A does to B, or how they are related. */
  private static Optional<String> pair(String subject) {
    Matcher two = PAIR.matcher(subject);
    if (!two.matches()
        || two.group(1).matches("(?i).*(?:,|\\b(?:in|among|with|after|during|between|both|by)) .*")
        || Nouns.headPart(two.group(2)).contains(" and ")
        || two.group(2).matches("(?i)(?:its|their|his|her)\\b.*")
        || TopicKind.isAction(two.group(1))) {
      return Optional.empty();
    }
    String first = two.group(1);
    String second = two.group(2);
    if (TopicKind.isOutcome(Nouns.headPart(second))) {
      return TopicKind.isTreatment(first)
          ? Optional.of("What is the effect of " + first + " on " + second + "?")
          : Optional.of("How " + Nouns.be(first) + " " + first + " related to " + second + "?");
    }
    if (TopicKind.isTreatment(first) || TopicKind.isTreatment(Nouns.headPart(second))) {
      return Optional.of("How effective are " + subject + "?");
    }
    boolean nouns =
        !first.contains(" of ")
            && (TopicKind.isDisorder(Nouns.head(second))
                || TopicKind.isDisorder(Nouns.head(first)));
    return nouns && !first.matches("(?i).*(?:al|ic|ive|ary|ous)")
        ? Optional.of("How " + Nouns.be(first) + " " + first + " related to " + second + "?")
        : Optional.empty();
  }

  private static Optional<String> placed(String subject) {
    Matcher m = PLACE.matcher(subject);
    if (!m.matches()
        || m.group(1).matches("(?i)(?:an?|some|two|three|four|\\d+)\\b.*")
        || m.group(2).matches("(?:in|of) \\d.*")) {
      return Optional.empty();
    }
    String what = m.group(1);
    String where = m.group(2);
    if (TopicKind.isAction(what)) {
      return Optional.empty();
    }
    if (TopicKind.isOutcome(what) && !where.startsWith("of ")) {
      return Optional.of(
          "What " + Nouns.be(what) + " the " + what.replaceFirst("^the ", "") + " " + where + "?");
    }
    if (TopicKind.isDisorder(Nouns.head(what))
        && where.matches("(?i)(?:in|among|during|after|following|with|of) .*")) {
      return how("common", what, where);
    }
    if (TopicKind.isTreatment(what)) {
      return how("effective", what, where);
    }
    return TopicKind.isMolecule(what) && where.startsWith("in ")
        ? Optional.of("What role " + Nouns.does(what) + " " + what + " play " + where + "?")
        : Optional.empty();
  }

  private static Optional<String> alone(String subject) {
    if (TopicKind.isDisorder(Nouns.head(subject))
        && !TopicKind.isAction(subject)
        && !subject.contains(" of ")) {
      return Optional.of(
          "What are the characteristics of " + subject.replaceFirst("^(?:an?|the) ", "") + "?");
    }
    if (TopicKind.isDevice(Nouns.head(subject))) {
      return Optional.of("How well " + Nouns.does(subject) + " " + subject + " work?");
    }
    return Optional.empty();
  }

  private static Optional<String> how(String adjective, String what, String where) {
    return Optional.of("How " + adjective + " " + Nouns.be(what) + " " + what + " " + where + "?");
  }
}
