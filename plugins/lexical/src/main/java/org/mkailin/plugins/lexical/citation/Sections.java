package org.mkailin.plugins.lexical.citation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.mkailin.corpus.AbstractSection;
import org.mkailin.corpus.Citation;

/** What a section of an abstract is for, by NLM's category or by the author's label. */
public final class Sections {
  private static final Pattern OBJECTIVE =
      Pattern.compile(".*\\b(?:OBJECTIVES?|AIMS?|PURPOSES?|GOALS?|HYPOTHES[IE]S|QUESTIONS?)\\b.*");
  private static final Pattern BACKGROUND =
      Pattern.compile(".*\\b(?:BACKGROUND|INTRODUCTION|CONTEXT|RATIONALE)\\b.*");
  private static final Pattern CONCLUSION =
      Pattern.compile(
          ".*(?:CONCLUSION|CONCLUDING|INTERPRETATION|DISCUSSION|SIGNIFICANCE|IMPLICATIONS?"
              + "|SUMMARY|CONCLUDES).*");

  private Sections() {}

  public static boolean isObjective(AbstractSection section) {
    return section.category().equals("OBJECTIVE") || OBJECTIVE.matcher(label(section)).matches();
  }

  static boolean isBackground(AbstractSection section) {
    return section.category().equals("BACKGROUND") || BACKGROUND.matcher(label(section)).matches();
  }

  public static boolean isConclusion(AbstractSection section) {
    return section.category().equals("CONCLUSIONS") || CONCLUSION.matcher(label(section)).matches();
  }

  /** The texts of the sections that are for drawing conclusions, in order. */
  static List<String> conclusions(Citation citation) {
    List<String> byCategory =
        citation.sections().stream()
            .filter(s -> s.category().equals("CONCLUSIONS") || label(s).contains("CONCLUSION"))
            .map(AbstractSection::text)
            .toList();
    return byCategory.isEmpty()
        ? citation.sections().stream()
            .filter(Sections::isConclusion)
            .map(AbstractSection::text)
            .toList()
        : byCategory;
  }

  private static String label(AbstractSection section) {
    return section.label().toUpperCase(Locale.ROOT);
  }
}
