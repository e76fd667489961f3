package org.mkailin.transforms.pubmed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The year in a date as journals print it. */
final class PublicationYear {
  // Four digits alone: not the half of a longer number. The first journals are of 1665.
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)(1[6-9]|20)\\d\\d(?!\\d)");

  private PublicationYear() {}

  /** The first year in {@code date}: 1998 in «1998 Dec-1999 Jan», null in «Spring». */
  static @Nullable Integer in(String date) {
    Matcher year = YEAR.matcher(date);
    return year.find() ? Integer.valueOf(year.group()) : null;
  }
}
