package org.mkailin.plugins.lexical.mesh;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.MeshHeading;

/**
 * Whom a citation studied, where its check tags and title agree on one group; else nobody in
 * particular.
 *
 * @param group such as «older adults»; empty where there is no one group
 */
public record Population(String group) {
  /** Every heading that counts people or animals rather than naming a subject. */
  private static final Set<String> CHECK_TAGS =
      Set.of(
          "Humans",
          "Animals",
          "Male",
          "Female",
          "Adult",
          "Middle Aged",
          "Aged",
          "Aged, 80 and over",
          "Young Adult",
          "Adolescent",
          "Child",
          "Child, Preschool",
          "Infant",
          "Infant, Newborn",
          "Pregnancy",
          "Rats",
          "Mice",
          "Dogs",
          "Cats",
          "Rabbits",
          "Swine",
          "Cattle",
          "Sheep",
          "Guinea Pigs",
          "Chickens",
          "In Vitro Techniques",
          "Cricetinae",
          "History, 20th Century",
          "History, 21st Century");

  private static final Set<String> GROWN =
      Set.of("Adult", "Middle Aged", "Aged", "Aged, 80 and over", "Young Adult");
  private static final Set<String> YOUNG =
      Set.of("Child", "Child, Preschool", "Infant", "Infant, Newborn");
  private static final Map<String, String> ANIMALS =
      Map.of(
          "Rats",
          "rats",
          "Mice",
          "mice",
          "Dogs",
          "dogs",
          "Cats",
          "cats",
          "Rabbits",
          "rabbits",
          "Swine",
          "pigs",
          "Sheep",
          "sheep",
          "Guinea Pigs",
          "guinea pigs",
          "Zebrafish",
          "zebrafish");

  public static Population of(Citation citation) {
    Set<String> tags =
        citation.headings().stream().map(MeshHeading::name).collect(Collectors.toSet());
    String title = citation.title().toLowerCase(Locale.ROOT);
    if (!tags.contains("Humans")) {
      List<String> animals = ANIMALS.keySet().stream().sorted().filter(tags::contains).toList();
      return new Population(animals.size() == 1 ? ANIMALS.get(animals.get(0)) : "");
    }
    boolean grown = tags.stream().anyMatch(GROWN::contains);
    boolean young = tags.stream().anyMatch(YOUNG::contains);
    if (tags.contains("Pregnancy") && title.matches(".*(?:pregnan|maternal|gestation|women).*")) {
      return new Population("pregnant women");
    }
    if (tags.contains("Adolescent") && title.contains("adolescen")) {
      return new Population("adolescents");
    }
    if (young && !grown) {
      boolean infants =
          !tags.contains("Child")
              && !tags.contains("Child, Preschool")
              && !tags.contains("Adolescent");
      return new Population(
          infants ? (tags.contains("Infant") ? "infants" : "newborn infants") : "children");
    }
    if (young && title.matches(".*(?:child|pediatric|paediatric).*")) {
      return new Population("children");
    }
    if (tags.contains("Adolescent") && !grown) {
      return new Population("adolescents");
    }
    boolean old = tags.contains("Aged") || tags.contains("Aged, 80 and over");
    if (old
        && (title.matches(
                ".*(?:older|elderly|nursing home|geriatric|over 70|aged 75|aged"
                    + " 65|frail|late-life).*")
            || (!tags.contains("Middle Aged") && !tags.contains("Adult")))) {
      return new Population("older adults");
    }
    if (!tags.contains("Male") && title.matches(".*\\b(?:women|mothers|girls)\\b.*")) {
      return new Population(
          title.contains("postmenopausal women") ? "postmenopausal women" : "women");
    }
    return new Population(!tags.contains("Female") && title.matches(".*\\bmen\\b.*") ? "men" : "");
  }

  public static boolean isCheckTag(MeshHeading heading) {
    return CHECK_TAGS.contains(heading.name()) || heading.name().matches("(?:Mice|Rats), .*");
  }
}
