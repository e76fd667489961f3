package org.mkailin.plugins.lexical.grammar;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The forms of the verbs in which findings are stated, both ways: from «improved» to «improve».
 *
 * <p>Forms of the listed verbs are derived by the spelling rules of English or given in the list;
 * beyond the list only verbs in -ates, -izes, -ises and -ifies are known, whose base is certain.
 */
public final class VerbForms {
  /** Which finite form a word is. */
  public enum Form {
    BASE,
    THIRD_PERSON,
    PAST
  }

  /**
   * A verb's form as found in a text.
   *
   * @param base its base form
   * @param form which form it is
   * @param alsoNoun whether the same word is a common noun or adjective, as «causes» is
   * @param alsoParticiple whether the same word is the past participle, as «improved» is
   * @param intransitive whether the verb can do without an object
   */
  public record Reading(
      String base, Form form, boolean alsoNoun, boolean alsoParticiple, boolean intransitive) {}

  private static final Pattern REGULAR_SUFFIX = Pattern.compile(".{3,}(?:at|iz|is|if[iy])es");
  private static final Set<String> COMMON_PARTICIPLES =
      WordList.of(
          """
          been done known seen found used said thought left held put set written chosen driven
          spoken had sought brought
          """);

  private final Map<String, Reading> readings = new HashMap<>();
  private final Set<String> participles = new HashSet<>(COMMON_PARTICIPLES);

  public VerbForms() {
    WordList.lines(VerbForms.class, "verbs.txt").forEach(this::add);
  }

  private void add(String line) {
    int slash = line.indexOf(" /");
    String flags = slash < 0 ? "" : line.substring(slash + 2);
    String[] forms = (slash < 0 ? line : line.substring(0, slash)).split(" ", -1);
    String base = forms[0];
    boolean noun = flags.contains("n") || flags.contains("s");
    boolean baseIsNoun = flags.contains("n") || flags.contains("b");
    boolean intransitive = flags.contains("i");
    String past = forms.length > 1 ? forms[1] : pastOf(base);
    String participle = forms.length > 2 ? forms[2] : past;
    participles.add(participle);
    readings.put(past, new Reading(base, Form.PAST, false, past.equals(participle), intransitive));
    readings.put(
        base, new Reading(base, Form.BASE, baseIsNoun, participle.equals(base), intransitive));
    readings.put(
        thirdPersonOf(base), new Reading(base, Form.THIRD_PERSON, noun, false, intransitive));
  }

  /** How a lower-cased word reads as a finite verb, if it can. */
  Optional<Reading> read(String word) {
    Reading reading = readings.get(word);
    if (reading == null && REGULAR_SUFFIX.matcher(word).matches()) {
      String base =
          word.endsWith("fies")
              ? word.substring(0, word.length() - 3) + "y"
              : word.substring(0, word.length() - 1);
      reading = new Reading(base, Form.THIRD_PERSON, true, false, false);
    }
    return Optional.ofNullable(reading);
  }

  /** Whether a lower-cased word can follow «has» in a perfect or «is» in a passive. */
  public boolean isParticiple(String word) {
    return participles.contains(word) || (word.length() > 4 && word.endsWith("ed"));
  }

  /** The listed verb whose gerund a lower-cased word is, if there is one. */
  public Optional<String> baseOfGerund(String word) {
    String stem = word.endsWith("ing") ? word.substring(0, word.length() - 3) : "";
    boolean doubled =
        stem.length() > 3 && stem.charAt(stem.length() - 1) == stem.charAt(stem.length() - 2);
    String single = doubled ? stem.substring(0, stem.length() - 1) : stem;
    return Stream.of(stem, stem + "e", single)
        .filter(base -> readings.containsKey(base) && readings.get(base).form() == Form.BASE)
        .findFirst();
  }

  static String thirdPersonOf(String base) {
    if (base.matches(".*(?:s|x|z|ch|sh|o)")) {
      return base + "es";
    }
    return base.matches(".*[^aeiou]y") ? base.substring(0, base.length() - 1) + "ies" : base + "s";
  }

  private static String pastOf(String base) {
    if (base.endsWith("e")) {
      return base + "d";
    }
    return base.matches(".*[^aeiou]y") ? base.substring(0, base.length() - 1) + "ied" : base + "ed";
  }
}
