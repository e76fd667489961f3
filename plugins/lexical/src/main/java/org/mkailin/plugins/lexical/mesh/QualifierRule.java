package org.mkailin.plugins.lexical.mesh;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.plugins.lexical.grammar.Casing;
import org.mkailin.plugins.lexical.grammar.Nouns;

/**
 * One line of {@code qualifier-questions.txt}: which heading and partner it takes, and how it asks.
 *
 * @param rank its place in the list; lower is stronger
 * @param kind the heading's kind, or null for any
 * @param qualifier the heading's qualifier; empty for «as it stands»
 * @param partnerless whether it asks about the heading alone
 * @param partnerKind the partner's kind, or null for any
 * @param partnerQualifier a qualifier that the partner must have; empty for any
 * @param notOnPartner a qualifier that the partner must not have; empty for none
 * @param whereDosed whether it asks only of citations indexed with how a drug was dosed
 * @param forms its wordings, equal in meaning
 */
public record QualifierRule(
    int rank,
    @Nullable HeadingKind kind,
    String qualifier,
    boolean partnerless,
    @Nullable HeadingKind partnerKind,
    String partnerQualifier,
    String notOnPartner,
    boolean whereDosed,
    List<String> forms) {

  private static final Pattern LINE =
      Pattern.compile(
          "(\\w+) / (.+?) \\+ (\\w+|-)(?: / (.+?))?(?: without (.+?))?( where dosed)? : (.+)");
  private static final Set<String> DOSING =
      Set.of(
          "Drug Administration Schedule",
          "Dose-Response Relationship, Drug",
          "Drug Dosage Calculations",
          "Pulse Therapy, Drug",
          "Drug Tapering");
  private static final Pattern SLOT = Pattern.compile("\\{([A-Za-z]+)(?: ([XYP]))?\\}");

  public static QualifierRule parse(int rank, String line) {
    Matcher m = LINE.matcher(line);
    if (!m.matches()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "form %d of qualifier-questions.txt is «%s», expected «kind / qualifier + partner : …?»",
              rank + 1,
              line));
    }
    return new QualifierRule(
        rank,
        kind(m.group(1)),
        m.group(2).equals("-") ? "" : m.group(2),
        m.group(3).equals("-"),
        kind(m.group(3)),
        m.group(4) == null ? "" : m.group(4),
        m.group(5) == null ? "" : m.group(5),
        m.group(6) != null,
        List.of(m.group(7).split(" \\|\\| ", -1)));
  }

  private static @Nullable HeadingKind kind(String name) {
    return name.equals("any") || name.equals("-")
        ? null
        : HeadingKind.valueOf(name.toUpperCase(Locale.ROOT));
  }

  public boolean takes(HeadingKind heading) {
    return kind == null || kind == heading;
  }

  /** Whether it may be asked of a citation with these headings. */
  public boolean suits(List<MeshHeading> headings) {
    return !whereDosed || headings.stream().anyMatch(h -> DOSING.contains(h.name()));
  }

  public boolean takesPartner(MeshHeading partner, HeadingKind its) {
    return (partnerKind == null || partnerKind == its)
        && (partnerQualifier.isEmpty() || HeadingKind.hasName(partner, partnerQualifier))
        && (notOnPartner.isEmpty() || !HeadingKind.hasName(partner, notOnPartner));
  }

  /** Whether the qualifier that the partner must have is a major topic of it. */
  public boolean meetsMajor(MeshHeading partner) {
    return partner.qualifiers().stream()
        .anyMatch(q -> q.major() && q.name().equals(partnerQualifier));
  }

  /** The question, in the wording that {@code seed} chooses among equals. */
  public String ask(String x, String y, Population population, int seed) {
    String form = forms.get(Math.floorMod(seed, forms.size()));
    String who = population.group();
    boolean said = who.isEmpty() || ("women".equals(who) && (x + y).contains("pregnan"));
    return SLOT.matcher(form)
        .replaceAll(
            slot -> {
              String noun = "Y".equals(slot.group(2)) ? y : x;
              return Matcher.quoteReplacement(
                  switch (slot.group(1)) {
                    case "X" -> x;
                    case "Y" -> y;
                    case "in" -> said ? "" : " in " + who;
                    case "with" -> (who.isEmpty() ? "patients" : who) + " with " + noun;
                    case "Is" -> Casing.upperFirst(Nouns.be(noun)) + " " + noun;
                    case "is" -> Nouns.be(noun) + " " + noun;
                    case "Does" -> Casing.upperFirst(Nouns.does(noun)) + " " + noun;
                    case "does" -> Nouns.does(noun) + " " + noun;
                    default ->
                        throw new IllegalStateException(
                            "unknown slot {" + slot.group() + "} in «" + form + "»");
                  });
            });
  }
}
