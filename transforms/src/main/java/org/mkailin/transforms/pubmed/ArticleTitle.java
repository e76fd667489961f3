package org.mkailin.transforms.pubmed;

import java.util.Set;

/** A title as NLM prints it, made plain. */
final class ArticleTitle {
  /** What NLM prints where it has no English title. */
  private static final Set<String> PLACEHOLDERS = Set.of("Not Available", "In Process Citation");

  private static final String SENTENCE_ENDS = ".?!…";

  private ArticleTitle() {}

  /**
   * The title without the brackets of a translated one; empty if it only says that there is none.
   *
   * <p>«[Treatment of gout].» becomes «Treatment of gout.», and «[Is gout rare?].» «Is gout rare?».
   * Brackets that don't enclose the whole title stay: «[18F]CFA as a probe.»
   *
   * @param printed the title with its white space folded
   */
  static String plain(String printed) {
    String end = printed.endsWith("].") ? "." : "";
    String bracketed = printed.substring(0, printed.length() - end.length());
    if (!isEnclosed(bracketed)) {
      return printed;
    }
    String inner = FoldedText.of(bracketed.substring(1, bracketed.length() - 1));
    if (inner.isEmpty() || PLACEHOLDERS.contains(inner.replaceFirst("\\.$", ""))) {
      return "";
    }
    return SENTENCE_ENDS.indexOf(inner.charAt(inner.length() - 1)) >= 0 ? inner : inner + end;
  }

  /** Whether the first character opens a bracket that the last one closes. */
  private static boolean isEnclosed(String text) {
    if (!text.startsWith("[")) {
      return false;
    }
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '[') {
        depth++;
      } else if (text.charAt(i) == ']') {
        depth--;
        if (depth == 0) {
          return i == text.length() - 1;
        }
      }
    }
    return false;
  }
}
