package org.mkailin.plugins.lexical.citation;

import java.util.regex.Pattern;

/**
 * A title without brackets, closing dot, and what only says how the study was made.
 *
 * @param text the whole title, cleaned
 * @param subject the part before a subtitle; the whole where there is none
 * @param subtitle what follows the colon and says more than the design; else empty
 */
public record Title(String text, String subject, String subtitle) {
  private static final Pattern DESIGN =
      Pattern.compile(
          "(?i)(?:.*\\b)?(?:trials?|stud(?:y|ies)|review|meta-analys[ie]s|analys[ie]s|reports?|case"
              + " series|series|survey|comparison"
              + "|experience|protocol|registry|register|cohort|evidence|perspectives?|update"
              + "|overview|investigation|evaluation"
              + "|validation|findings|experiments?|audit|commentary|implications|guidelines?"
              + "|approach|model(?:l?ing)?|simulation|randomi[sz]ed|population-based|pilot"
              + "|preliminary|a"
              + " multicent(?:er|re)|years? of|part [ivx\\d]+|results|consensus"
              + "|questionnaire|assessment|follow-up|literature|cases?|technique|lessons?"
              + "|history|data|comment|observations?|examination)\\b.*");
  private static final Pattern END = Pattern.compile("[\\s.;:,]+$");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern NOTE =
      Pattern.compile(
          "(?i)\\s*[\\[(](?:author's"
              + " transl|proceedings|letter|editorial|abstract|review|comment|see"
              + " comments?)\\)?\\]?\\.?$");
  private static final Pattern DASHES =
      Pattern.compile("(?<=\\p{L})\\s?(?:--|—)\\s?(?=(?:an?|the) |[a-z]+ing )");
  private static final Pattern CASE_REPORT = Pattern.compile("(?i)^(?:a )?case reports?: ");
  private static final Pattern SECOND_SENTENCE =
      Pattern.compile("(?<=[\\p{L}\\d)]{3}|[IV]{2,3}|-I)\\. +(?=[A-Z\\d])");

  private static final int LONGEST = 1000;

  public static Title of(String raw) {
    String text =
        BLANKS.matcher(raw.substring(0, Math.min(LONGEST, raw.length()))).replaceAll(" ").strip();
    if (text.startsWith("[") && text.matches("\\[.*\\]\\.?")) {
      text = text.replaceFirst("^\\[(.*)\\]\\.?$", "$1");
    }
    text = NOTE.matcher(text).replaceFirst("");
    text = END.matcher(text).replaceFirst("");
    text = TitleCase.toSentenceCase(DASHES.matcher(text).replaceAll(": "));
    text = CASE_REPORT.matcher(text).replaceFirst("");
    String[] sentences = SECOND_SENTENCE.split(text, 2);
    String first = sentences[0];
    if (sentences.length == 2 && sentences[1].endsWith("?")) {
      first = sentences[1];
    }
    int colon = first.replace("; ", ": ").indexOf(": ");
    int dash = first.indexOf(" - ");
    int cut = colon > 0 && dash > 0 ? Math.min(colon, dash) : Math.max(colon, dash);
    if (cut < 0 || first.endsWith("?")) {
      return new Title(text, first, "");
    }
    String before = first.substring(0, cut).strip();
    String after = first.substring(cut + 2).replaceFirst("^ ", "").strip();
    return new Title(text, before, DESIGN.matcher(after).matches() ? "" : after);
  }
}
