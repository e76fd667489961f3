package org.mkailin.plugins.mesh;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A MeSH descriptor, without its scope note.
 *
 * @param ui NLM's unique identifier, such as «D010206»; empty where it was read from mtrees*.bin,
 *     which prints none
 * @param name such as «Papain»; unique within a year's MeSH
 * @param treeNumbers its places in the trees, such as «D08.811.277»; empty for Male and Female,
 *     which stand in none
 * @param terms every term that means this descriptor, its name among them, in the file's order
 */
public record Descriptor(String ui, String name, List<String> treeNumbers, List<String> terms) {
  private static final Pattern TREE_NUMBER = Pattern.compile("[A-Z]\\d{2}(\\.\\d+)*");

  public Descriptor {
    if (name.isBlank()) {
      throw new IllegalArgumentException("descriptor '" + ui + "' has no name");
    }
    for (String number : treeNumbers) {
      if (!isTreeNumber(number)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "descriptor '%s' has tree number '%s'; expected one such as D08.811.277",
                name,
                number));
      }
    }
    treeNumbers = List.copyOf(treeNumbers);
    terms = List.copyOf(terms);
  }

  /** What names it in files that we write: its UI, or its name where it has none. */
  public String key() {
    return ui.isEmpty() ? name : ui;
  }

  static boolean isTreeNumber(String text) {
    return TREE_NUMBER.matcher(text).matches();
  }
}
