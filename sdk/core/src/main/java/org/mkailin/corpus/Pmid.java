package org.mkailin.corpus;

/** The form of a PubMed identifier. */
public final class Pmid {
  private Pmid() {}

  /**
   * Returns {@code pmid} if it is 1 to 8 decimal digits.
   *
   * @throws IllegalArgumentException naming the value, if it is not
   */
  public static String check(String pmid) {
    if (!isValid(pmid)) {
      throw new IllegalArgumentException("'" + pmid + "' is not a PMID: expected 1 to 8 digits");
    }
    return pmid;
  }

  /** Whether {@code text} is 1 to 8 decimal digits. */
  public static boolean isValid(String text) {
    return !text.isEmpty()
        && text.length() <= 8
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
