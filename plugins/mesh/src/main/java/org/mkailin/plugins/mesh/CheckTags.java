package org.mkailin.plugins.mesh;

import java.util.Map;

/**
 * NLM's check tags: the headings that an indexer considers for every article, and that say who was
 * studied rather than what.
 *
 * <p>NLM: species, sex, human age groups, pregnancy and historical periods, usually indexed even
 * where merely mentioned («Principles of MEDLINE Subject Indexing»). The names are those of MeSH
 * 2022. A descriptor is matched by its UI, or by its whole name where it has none: «Female» is not
 * «Male», and «Adult Children» no «Adult».
 */
final class CheckTags {
  private static final Map<String, String> NAME_BY_UI =
      Map.ofEntries(
          Map.entry("D006801", "Humans"),
          Map.entry("D000818", "Animals"),
          Map.entry("D008297", "Male"),
          Map.entry("D005260", "Female"),
          Map.entry("D011247", "Pregnancy"),
          Map.entry("D007231", "Infant, Newborn"),
          Map.entry("D007223", "Infant"),
          Map.entry("D002675", "Child, Preschool"),
          Map.entry("D002648", "Child"),
          Map.entry("D000293", "Adolescent"),
          Map.entry("D055815", "Young Adult"),
          Map.entry("D000328", "Adult"),
          Map.entry("D008875", "Middle Aged"),
          Map.entry("D000368", "Aged"),
          Map.entry("D000369", "Aged, 80 and over"),
          Map.entry("D002415", "Cats"),
          Map.entry("D002417", "Cattle"),
          Map.entry("D002642", "Chick Embryo"),
          Map.entry("D006224", "Cricetinae"),
          Map.entry("D004285", "Dogs"),
          Map.entry("D006168", "Guinea Pigs"),
          Map.entry("D051379", "Mice"),
          Map.entry("D011817", "Rabbits"),
          Map.entry("D051381", "Rats"),
          Map.entry("D066298", "In Vitro Techniques"),
          Map.entry("D049690", "History, Ancient"),
          Map.entry("D049691", "History, Medieval"),
          Map.entry("D049668", "History, 15th Century"),
          Map.entry("D049669", "History, 16th Century"),
          Map.entry("D049670", "History, 17th Century"),
          Map.entry("D049671", "History, 18th Century"),
          Map.entry("D049672", "History, 19th Century"),
          Map.entry("D049673", "History, 20th Century"),
          Map.entry("D049674", "History, 21st Century"));

  private CheckTags() {}

  /** Whether the descriptor is a check tag. */
  static boolean contains(Descriptor descriptor) {
    return descriptor.ui().isEmpty()
        ? NAME_BY_UI.containsValue(descriptor.name())
        : NAME_BY_UI.containsKey(descriptor.ui());
  }

  /** UI and name of every check tag. */
  static Map<String, String> all() {
    return NAME_BY_UI;
  }
}
