package org.mkailin.transforms.pubmed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.AbstractSection;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.MeshQualifier;
import org.mkailin.corpus.Pmid;

/** A citation in JSON; see {@link ReadCitations} for the form. */
final class CitationJson {
  private CitationJson() {}

  /**
   * The citation that {@code json} holds.
   *
   * @throws IllegalArgumentException naming the field that is wrong, its value and what was
   *     expected
   */
  static Citation read(JsonNode json) {
    return new Citation(
        pmid(json),
        text(json, "title"),
        sections(json.path("abstract")),
        year(json.path("year")),
        headings(json.path("mesh")));
  }

  /** The PMID, as text or as a number. */
  static String pmid(JsonNode json) {
    JsonNode pmid = json.path("pmid");
    String digits = PmidXml.withoutLeadingZeros(pmid.asText().strip());
    if (pmid.isContainerNode() || !Pmid.isValid(digits)) {
      throw wrong("pmid", pmid, "1 to 8 digits");
    }
    return digits;
  }

  private static List<AbstractSection> sections(JsonNode json) {
    List<AbstractSection> sections = new ArrayList<>();
    if (json.isTextual()) {
      addSection(sections, "", "", FoldedText.of(json.textValue()));
    } else {
      for (JsonNode section : elements(json, "abstract", "a text or a list of sections")) {
        if (!section.path("text").isTextual()) {
          throw wrong("abstract", section, "sections with a 'text'");
        }
        addSection(
            sections, text(section, "label"), text(section, "category"), text(section, "text"));
      }
    }
    return sections;
  }

  private static void addSection(
      List<AbstractSection> sections, String label, String category, String text) {
    if (!text.isBlank()) {
      sections.add(new AbstractSection(label, category, text));
    }
  }

  private static @Nullable Integer year(JsonNode json) {
    if (isAbsent(json)) {
      return null;
    }
    if (!json.canConvertToInt() || !json.isIntegralNumber()) {
      throw wrong("year", json, "a whole number");
    }
    return json.intValue();
  }

  private static List<MeshHeading> headings(JsonNode json) {
    List<MeshHeading> headings = new ArrayList<>();
    for (JsonNode heading : elements(json, "mesh", "a list of headings")) {
      if (!heading.path("name").isTextual()) {
        throw wrong("mesh", heading, "headings with a 'name'");
      }
      List<MeshQualifier> qualifiers = new ArrayList<>();
      for (JsonNode qualifier : elements(heading.path("qualifiers"), "qualifiers", "a list")) {
        if (!qualifier.path("name").isTextual()) {
          throw wrong("qualifiers", qualifier, "qualifiers with a 'name'");
        }
        qualifiers.add(
            new MeshQualifier(text(qualifier, "ui"), text(qualifier, "name"), isMajor(qualifier)));
      }
      headings.add(
          new MeshHeading(
              text(heading, "ui"), text(heading, "name"), isMajor(heading), qualifiers));
    }
    return headings;
  }

  private static boolean isMajor(JsonNode json) {
    JsonNode major = json.path("major");
    if (!isAbsent(major) && !major.isBoolean()) {
      throw wrong("major", major, "true or false");
    }
    return major.asBoolean();
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!isAbsent(value) && !value.isTextual()) {
      throw wrong(field, value, "a text");
    }
    return FoldedText.of(value.asText(""));
  }

  private static Iterable<JsonNode> elements(JsonNode json, String field, String expected) {
    if (!isAbsent(json) && !json.isArray()) {
      throw wrong(field, json, expected);
    }
    return json;
  }

  private static boolean isAbsent(JsonNode json) {
    return json.isMissingNode() || json.isNull();
  }

  private static IllegalArgumentException wrong(String field, JsonNode value, String expected) {
    return new IllegalArgumentException(
        isAbsent(value)
            ? String.format(Locale.ROOT, "field '%s' is missing; expected %s", field, expected)
            : String.format(
                Locale.ROOT,
                "field '%s' is %s; expected %s",
                field,
                Excerpt.of(value.toString()),
                expected));
  }
}
