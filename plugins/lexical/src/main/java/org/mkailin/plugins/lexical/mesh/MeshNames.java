package org.mkailin.plugins.lexical.mesh;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.mkailin.plugins.lexical.grammar.Casing;
import org.mkailin.plugins.lexical.grammar.WordList;

/**
 * MeSH headings as a writer would put them: «Diabetes Mellitus, Type 2» as «type 2 diabetes
 * mellitus».
 *
 * <p>MeSH turns names around so that kinds stand together in the list; here the parts come back in
 * spoken order, and only acronyms, names and genera keep their capitals.
 */
public final class MeshNames {
  private static final Pattern PARTS = Pattern.compile(", ");

  private static final Map<String, String> SPOKEN =
      Map.ofEntries(
          Map.entry("Aged, 80 and over", "the very old"),
          Map.entry("Health Knowledge, Attitudes, Practice", "health knowledge and attitudes"),
          Map.entry("Carcinoma, Non-Small-Cell Lung", "non-small cell lung cancer"),
          Map.entry("Small Cell Lung Carcinoma", "small cell lung cancer"),
          Map.entry("Carcinoma, Hepatocellular", "hepatocellular carcinoma"),
          Map.entry("Attitude of Health Personnel", "the attitude of health personnel"),
          Map.entry(
              "Pulmonary Disease, Chronic Obstructive", "chronic obstructive pulmonary disease"),
          Map.entry("Diabetes, Gestational", "gestational diabetes"),
          Map.entry("Anti-Bacterial Agents", "antibacterial agents"),
          Map.entry("Accidental Falls", "falls"),
          Map.entry("Health Services Accessibility", "access to health services"),
          Map.entry(
              "Reverse Transcriptase Polymerase Chain Reaction",
              "reverse transcriptase polymerase chain reaction"),
          Map.entry("Wounds and Injuries", "injuries"),
          Map.entry("Infant, Newborn", "newborn infants"),
          Map.entry("Child, Preschool", "preschool children"),
          Map.entry("MicroRNAs", "microRNAs"),
          Map.entry("Hypertension, Pregnancy-Induced", "pregnancy-induced hypertension"),
          Map.entry(
              "Pregnancy Complications, Cardiovascular",
              "cardiovascular complications of pregnancy"),
          Map.entry("Tomography, X-Ray Computed", "computed tomography"),
          Map.entry("Brain Neoplasms", "brain tumors"),
          Map.entry("Vitamin B 12", "vitamin B12"),
          Map.entry("Vitamin B 12 Deficiency", "vitamin B12 deficiency"),
          Map.entry("Influenza, Human", "influenza"));

  /** Sites whose neoplasms are spoken of as cancer, as MeSH names them and as they are spoken. */
  private static final Map<String, String> CANCERS =
      Map.ofEntries(
          Map.entry("Breast", "breast"),
          Map.entry("Triple Negative Breast", "triple-negative breast"),
          Map.entry("Lung", "lung"),
          Map.entry("Colorectal", "colorectal"),
          Map.entry("Colonic", "colon"),
          Map.entry("Rectal", "rectal"),
          Map.entry("Prostatic", "prostate"),
          Map.entry("Ovarian", "ovarian"),
          Map.entry("Pancreatic", "pancreatic"),
          Map.entry("Stomach", "gastric"),
          Map.entry("Liver", "liver"),
          Map.entry("Uterine Cervical", "cervical"),
          Map.entry("Endometrial", "endometrial"),
          Map.entry("Thyroid", "thyroid"),
          Map.entry("Urinary Bladder", "bladder"),
          Map.entry("Esophageal", "esophageal"),
          Map.entry("Head and Neck", "head and neck"),
          Map.entry("Mouth", "oral"),
          Map.entry("Nasopharyngeal", "nasopharyngeal"),
          Map.entry("Skin", "skin"));

  private static final Set<String> NAMES =
      WordList.of(
          """
          Sprague Dawley Kyoto Zucker Golgi Kluyveromyces Bifidobacterium Biloba Cox Monte
          Carlo Likert Karnofsky Markov Bayes Dupuytren Southern Western Northern Xa VIIa Ca
          Fc Caco Jurkat Vero Swiss
          """);

  private MeshNames() {}

  /** The heading as it stands inside a sentence, without an article. */
  public static String spoken(String heading) {
    String known = SPOKEN.get(heading);
    if (known != null) {
      return known;
    }
    if (heading.endsWith(" Neoplasms") && !heading.contains(",")) {
      String site = CANCERS.get(heading.substring(0, heading.length() - " Neoplasms".length()));
      if (site != null) {
        return site + " cancer";
      }
    }
    if (heading.endsWith(" Drug Combination") && heading.contains(", ")) {
      return lower(heading.replace(" Drug Combination", "").replace(", ", " and "));
    }
    return lower(uninvert(heading));
  }

  /** «Leukemia, Myeloid, Acute» as «Acute Myeloid Leukemia». */
  private static String uninvert(String heading) {
    List<String> parts = new ArrayList<>(List.of(PARTS.split(heading, -1)));
    if (parts.stream().skip(1).anyMatch(p -> p.startsWith("and ") || p.contains(" and "))) {
      return heading;
    }
    Collections.reverse(parts);
    return String.join(" ", parts);
  }

  private static String lower(String name) {
    String[] words = name.split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      String[] parts = words[i].split("-", -1);
      for (int j = 0; j < parts.length; j++) {
        parts[j] = keepsCapital(parts[j]) ? parts[j] : parts[j].toLowerCase(Locale.ROOT);
      }
      words[i] = String.join("-", parts);
    }
    return String.join(" ", words);
  }

  private static boolean keepsCapital(String part) {
    String core = part.replaceAll("[(),']", "");
    return core.length() == 1
        || Casing.isAcronym(core)
        || Casing.isName(core)
        || NAMES.contains(core)
        || core.matches(".{3,}(?:viridae|aceae|idae)");
  }
}
