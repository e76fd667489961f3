package org.mkailin.plugins.prompted;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mkailin.agent.Outcome;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.MeshHeading;

/** What a citation puts into a template. */
final class SourceText {
  private SourceText() {}

  /**
   * The values of {@code {{title}}}, {@code {{abstract}}} and {@code {{mesh}}}.
   *
   * <p>Rejects with {@code no-title} or {@code no-abstract} where the template asks for what the
   * citation does not have. A citation that is not indexed has «none» for its headings.
   */
  static Outcome<Map<Placeholder, String>> of(Citation source, PromptTemplate template) {
    if (template.uses(Placeholder.TITLE) && source.title().isBlank()) {
      return Outcome.rejected(
          "no-title", "PMID " + source.pmid() + " has no title, which the prompt shows");
    }
    String abstractText = source.abstractText();
    if (template.uses(Placeholder.ABSTRACT) && abstractText.isBlank()) {
      return Outcome.rejected(
          "no-abstract", "PMID " + source.pmid() + " has no abstract, which the prompt shows");
    }
    Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
    values.put(Placeholder.TITLE, source.title());
    values.put(Placeholder.ABSTRACT, abstractText);
    values.put(Placeholder.MESH, headings(source.headings()));
    return Outcome.of(values);
  }

  /** Headings as NLM prints them, a star at major topics: «Papain/*therapeutic use; Humans». */
  static String headings(List<MeshHeading> headings) {
    return headings.isEmpty()
        ? "none"
        : headings.stream().map(SourceText::heading).collect(Collectors.joining("; "));
  }

  private static String heading(MeshHeading heading) {
    return starred(heading.major(), heading.name())
        + heading.qualifiers().stream()
            .map(qualifier -> "/" + starred(qualifier.major(), qualifier.name()))
            .collect(Collectors.joining());
  }

  private static String starred(boolean major, String name) {
    return major ? "*" + name : name;
  }
}
