package org.mkailin.testkit;

import java.util.ArrayList;
import java.util.List;
import org.mkailin.corpus.AbstractSection;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.MeshQualifier;
import org.mkailin.corpus.Passage;
import org.mkailin.corpus.Question;
import org.mkailin.corpus.QuestionInContext;

/** A few invented citations on two subjects, with true MeSH headings. */
public final class SampleCitations {
  /** A structured abstract with a yes/no title. */
  public static final Citation PAPAIN =
      new Citation(
          "90000001",
          "Does topical papain shorten the debridement of pressure ulcers?",
          List.of(
              section("BACKGROUND", "BACKGROUND", "Papain digests necrotic tissue."),
              section(
                  "METHODS",
                  "METHODS",
                  "Sixty adults with pressure ulcers were randomised to papain or saline dressings."),
              section(
                  "RESULTS",
                  "RESULTS",
                  "Complete debridement took 6.1 days with papain and 11.4 days with saline."),
              section(
                  "CONCLUSIONS",
                  "CONCLUSIONS",
                  "Topical papain shortens the debridement of pressure ulcers.")),
          2011,
          List.of(
              heading(
                  "D010206", "Papain", true, new MeshQualifier("Q000627", "therapeutic use", true)),
              heading(
                  "D003668",
                  "Pressure Ulcer",
                  true,
                  new MeshQualifier("Q000188", "drug therapy", false)),
              heading("D006801", "Humans", false)));

  /** A plain abstract with a topic for a title. */
  public static final Citation BROMELAIN =
      new Citation(
          "90000002",
          "Bromelain and papain in the enzymatic debridement of burns: a cohort study.",
          List.of(
              section(
                  "",
                  "",
                  "Enzymatic debridement may spare viable dermis. We compared bromelain with papain"
                      + " in 84 patients with deep burns. Grafts were needed less often after"
                      + " bromelain. We conclude that bromelain reduces the need for skin grafts.")),
          2016,
          List.of(
              heading(
                  "D001963",
                  "Bromelains",
                  true,
                  new MeshQualifier("Q000627", "therapeutic use", true)),
              heading(
                  "D002056", "Burns", true, new MeshQualifier("Q000188", "drug therapy", false)),
              heading("D003646", "Debridement", false)));

  /** A structured abstract whose finding is negative. */
  public static final Citation AMLODIPINE =
      new Citation(
          "90000003",
          "Evening dosing of amlodipine and nocturnal blood pressure in older adults.",
          List.of(
              section(
                  "OBJECTIVE",
                  "OBJECTIVE",
                  "To determine whether evening dosing of amlodipine lowers nocturnal blood pressure."),
              section("RESULTS", "RESULTS", "Mean nocturnal pressure did not differ (p = 0.61)."),
              section(
                  "CONCLUSION",
                  "CONCLUSIONS",
                  "Evening dosing of amlodipine does not lower nocturnal blood pressure.")),
          2004,
          List.of(
              heading(
                  "D017311",
                  "Amlodipine",
                  true,
                  new MeshQualifier("Q000008", "administration & dosage", true)),
              heading(
                  "D006973",
                  "Hypertension",
                  true,
                  new MeshQualifier("Q000188", "drug therapy", true)),
              heading("D000368", "Aged", false)));

  /** A finding for a title, and no year. */
  public static final Citation THIAZIDE =
      new Citation(
          "90000004",
          "Thiazide diuretics cause hyponatremia in older patients with hypertension.",
          List.of(
              section("METHODS", "METHODS", "We followed 1,204 patients who began a thiazide."),
              section("RESULTS", "RESULTS", "Hyponatremia occurred in 8.3% within one year."),
              section(
                  "CONCLUSIONS",
                  "CONCLUSIONS",
                  "Thiazide diuretics cause hyponatremia in one of twelve older patients.")),
          null,
          List.of(
              heading(
                  "D007010",
                  "Hyponatremia",
                  true,
                  new MeshQualifier("Q000139", "chemically induced", true)),
              heading(
                  "D006973",
                  "Hypertension",
                  false,
                  new MeshQualifier("Q000188", "drug therapy", false)),
              heading("D000368", "Aged", false)));

  /** No abstract and no headings: an input that agents reject. */
  public static final Citation BARE =
      new Citation("90000009", "Correspondence.", List.of(), 1999, List.of());

  private SampleCitations() {}

  /** The four that agents accept. */
  public static List<Citation> all() {
    return List.of(PAPAIN, BROMELAIN, AMLODIPINE, THIAZIDE);
  }

  /**
   * One comparison for each of {@link #all()}: the first question has contexts on the source's own
   * subject, the second on the other subject.
   */
  public static List<Comparison> comparisons() {
    List<Comparison> pairs = new ArrayList<>();
    pairs.add(compare(PAPAIN, BROMELAIN, AMLODIPINE));
    pairs.add(compare(BROMELAIN, PAPAIN, THIAZIDE));
    pairs.add(compare(AMLODIPINE, THIAZIDE, BROMELAIN));
    pairs.add(compare(THIAZIDE, AMLODIPINE, PAPAIN));
    return pairs;
  }

  /** Two questions about {@code source}, each with one citation as its context. */
  public static Comparison compare(Citation source, Citation first, Citation second) {
    return new Comparison(
        source, inContext(source, "general", first), inContext(source, "domain", second));
  }

  private static QuestionInContext inContext(Citation source, String agent, Citation context) {
    String text = source.title().replaceAll("[.?]$", "") + " (" + agent + ")?";
    return new QuestionInContext(
        new Question(source.pmid(), text, agent), List.of(new Context(Passage.of(context), 0.5)));
  }

  private static AbstractSection section(String label, String category, String text) {
    return new AbstractSection(label, category, text);
  }

  private static MeshHeading heading(
      String ui, String name, boolean major, MeshQualifier... qualifiers) {
    return new MeshHeading(ui, name, major, List.of(qualifiers));
  }
}
