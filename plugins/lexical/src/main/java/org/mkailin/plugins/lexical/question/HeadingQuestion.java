package org.mkailin.plugins.lexical.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.MeshQualifier;
import org.mkailin.plugins.lexical.grammar.ContentWords;
import org.mkailin.plugins.lexical.grammar.Nouns;
import org.mkailin.plugins.lexical.grammar.WellFormed;
import org.mkailin.plugins.lexical.grammar.WordList;
import org.mkailin.plugins.lexical.mesh.HeadingKind;
import org.mkailin.plugins.lexical.mesh.MeshNames;
import org.mkailin.plugins.lexical.mesh.Population;
import org.mkailin.plugins.lexical.mesh.QualifierRule;

/**
 * The question that a citation's MeSH headings ask: a heading with its qualifier, and a partner
 * heading of the kind that the qualifier calls for.
 *
 * <p>Of all pairs the best is taken: major topics before others, qualified before plain, and the
 * stronger rule of {@code qualifier-questions.txt} before the weaker; at a tie the record's order.
 */
final class HeadingQuestion {
  private static final Set<String> GENERIC =
      Set.copyOf(WordList.lines(HeadingQuestion.class, "generic-headings.txt"));
  private static final Set<String> PLACES =
      Set.copyOf(WordList.lines(HeadingQuestion.class, "places.txt"));
  private static final Pattern TISSUE =
      Pattern.compile(
          "(?:carcinoma|sarcoma|lymphoma|blastoma|melanoma|glioma|adenoma|fibroma"
              + "|Hodgkin disease)s?\\b");
  private static final double MAJOR_QUALIFIER = 4;
  private static final double MAJOR_HEADING = 3;
  private static final double MAJOR_PARTNER = 3;
  private static final double MET_AS_MAJOR = 1;
  private static final double IN_TITLE = 1.5;
  private static final double PER_RANK = 0.04;

  private final Map<String, List<QualifierRule>> rules;

  HeadingQuestion() {
    List<QualifierRule> all = new ArrayList<>();
    for (String line : WordList.lines(HeadingQuestion.class, "qualifier-questions.txt")) {
      all.add(QualifierRule.parse(all.size(), line));
    }
    rules = all.stream().collect(Collectors.groupingBy(QualifierRule::qualifier));
  }

  private record Subject(MeshHeading heading, HeadingKind kind, String name, boolean inTitle) {}

  private record Pick(
      double score, QualifierRule rule, Subject subject, @Nullable Subject partner) {}

  /** The question, if two headings name subjects, or one that stands alone. */
  Optional<String> of(Citation citation) {
    List<Subject> subjects = subjects(citation);
    Pick best = null;
    for (Subject subject : subjects) {
      for (MeshQualifier qualifier : qualifiers(subject.heading())) {
        for (QualifierRule rule : rules.getOrDefault(qualifier.name(), List.of())) {
          if (rule.suits(citation.headings())) {
            best = better(best, rule, subject, qualifier, subjects);
          }
        }
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    String y = best.partner() == null ? "" : best.partner().name();
    int seed = Integer.parseInt(citation.pmid());
    return WellFormed.check(
        best.rule().ask(best.subject().name(), y, Population.of(citation), seed));
  }

  /** The heading's qualifiers, and an empty one for the heading as it stands. */
  private static List<MeshQualifier> qualifiers(MeshHeading heading) {
    List<MeshQualifier> qualifiers = new ArrayList<>(heading.qualifiers());
    qualifiers.add(new MeshQualifier("", "", false));
    return qualifiers;
  }

  private static List<Subject> subjects(Citation citation) {
    Set<String> title = ContentWords.of(citation.title());
    List<Subject> subjects = new ArrayList<>();
    for (MeshHeading heading : citation.headings()) {
      if (!isSubject(heading)) {
        continue;
      }
      HeadingKind kind = HeadingKind.of(heading);
      boolean inTitle = ContentWords.overlap(title, MeshNames.spoken(heading.name())) > 0;
      subjects.add(
          new Subject(heading, kind, withArticle(MeshNames.spoken(heading.name()), kind), inTitle));
    }
    return subjects;
  }

  /** Whether a heading says what a citation is about; not whom it counted, where, or how. */
  private static boolean isSubject(MeshHeading heading) {
    String name = heading.name();
    return !Population.isCheckTag(heading)
        && !PLACES.contains(name)
        && !GENERIC.contains(name)
        && !name.endsWith(" Studies");
  }

  private static String withArticle(String name, HeadingKind kind) {
    boolean bare =
        kind == HeadingKind.ANATOMY
            && !Nouns.isPlural(name)
            && !name.matches("(?:the |.*(?:marrow|milk|plasma|saliva|skin)$).*");
    if (name.endsWith(" diet")) {
      return "the " + name;
    }
    return bare ? "the " + name : name;
  }

  private static @Nullable Pick better(
      @Nullable Pick best,
      QualifierRule rule,
      Subject subject,
      MeshQualifier qualifier,
      List<Subject> all) {
    if (!rule.takes(subject.kind())) {
      return best;
    }
    double own =
        (qualifier.major() ? MAJOR_QUALIFIER : subject.heading().isMajorTopic() ? MAJOR_HEADING : 0)
            + (subject.inTitle() ? IN_TITLE : 0)
            - PER_RANK * rule.rank();
    if (rule.partnerless()) {
      return best == null || own > best.score() ? new Pick(own, rule, subject, null) : best;
    }
    Pick found = best;
    for (Subject partner : all) {
      if (!partner.equals(subject)
          && rule.takesPartner(partner.heading(), partner.kind())
          && areApart(subject, partner)) {
        double score =
            own
                + (partner.heading().isMajorTopic() ? MAJOR_PARTNER : 0)
                + (partner.inTitle() ? IN_TITLE : 0)
                + (rule.meetsMajor(partner.heading()) ? MET_AS_MAJOR : 0);
        if (found == null || score > found.score()) {
          found = new Pick(score, rule, subject, partner);
        }
      }
    }
    return found;
  }

  /**
   * «Hypertension» and «Hypertension, Renal» are no pair to ask about; nor are «Nasopharyngeal
   * Neoplasms» and «Carcinoma», by which MeSH indexes one tumor twice, by its site and its tissue.
   */
  private static boolean areApart(Subject one, Subject other) {
    String a = one.name();
    String b = other.name();
    return !a.contains(b)
        && !b.contains(a)
        && !isSiteAndTissue(one, other)
        && !isSiteAndTissue(other, one);
  }

  private static boolean isSiteAndTissue(Subject site, Subject tissue) {
    return site.heading().name().endsWith(" Neoplasms") && TISSUE.matcher(tissue.name()).find();
  }
}
