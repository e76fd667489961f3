package org.mkailin.transforms.pubmed;

/**
 * Text with its white space folded: any run of it becomes one blank, and none is left at the ends.
 *
 * <p>White space is what Unicode calls so, with no-break, thin and ideographic blanks and line
 * separators: PubMed's abstracts hold them all.
 */
final class FoldedText {
  private final StringBuilder text = new StringBuilder();
  private boolean blankIsDue;

  static String of(String raw) {
    FoldedText folded = new FoldedText();
    folded.append(raw.toCharArray(), 0, raw.length());
    return folded.toString();
  }

  void append(char[] chars, int start, int length) {
    for (int i = start; i < start + length; i++) {
      char c = chars[i];
      if (isWhiteSpace(c)) {
        blankIsDue = !text.isEmpty();
      } else {
        if (blankIsDue) {
          text.append(' ');
          blankIsDue = false;
        }
        text.append(c);
      }
    }
  }

  // No white space lies outside the basic plane, so chars are enough.
  private static boolean isWhiteSpace(char c) {
    if (c < 0x80) {
      return c <= ' ';
    }
    return c == '\u0085' || Character.isSpaceChar(c);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
