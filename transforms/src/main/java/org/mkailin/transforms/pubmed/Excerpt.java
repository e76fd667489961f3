package org.mkailin.transforms.pubmed;

/** Enough of a text to recognise it in a message. */
final class Excerpt {
  private static final int LENGTH = 60;

  private Excerpt() {}

  static String of(String text) {
    if (text.length() <= LENGTH) {
      return text;
    }
    // Never half of a surrogate pair.
    int end = Character.isHighSurrogate(text.charAt(LENGTH - 1)) ? LENGTH - 1 : LENGTH;
    return text.substring(0, end) + "…";
  }
}
