package org.mkailin.runners.dataflow.standin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bodies of several parts (RFC 2046). */
final class Multipart {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final String BLANK_LINE = "\r\n\r\n";

  private Multipart() {}

  /**
   * One part.
   *
   * @param headers by lower-case name
   * @param body the bytes, one to a character
   */
  record Part(Map<String, String> headers, String body) {
    byte[] bytes() {
      return body.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  static List<Part> parse(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw new IllegalArgumentException("no boundary in " + contentType);
    }
    String mark = "\r\n--" + boundary.group(1);
    String[] between =
        ("\r\n" + new String(body, StandardCharsets.ISO_8859_1)).split(Pattern.quote(mark), -1);
    List<Part> parts = new ArrayList<>();
    // The first is what stands before all parts, the last the «--» that ends them.
    for (int i = 1; i < between.length - 1; i++) {
      parts.add(part(between[i].replaceFirst("^\r\n", "")));
    }
    return parts;
  }

  private static Part part(String text) {
    int end = text.indexOf(BLANK_LINE);
    Map<String, String> headers = new HashMap<>();
    for (String line : text.substring(0, end).split("\r\n", -1)) {
      String[] header = line.split(":", 2);
      headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
    }
    return new Part(headers, text.substring(end + BLANK_LINE.length()));
  }
}
