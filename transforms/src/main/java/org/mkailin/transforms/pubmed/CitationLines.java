package org.mkailin.transforms.pubmed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Streams citations from JSON lines, one citation a line; see {@link ReadCitations} for the form.
 *
 * <p>A line that is no citation becomes an unreadable record, and the others are read. Blank lines
 * don't count.
 */
final class CitationLines implements RecordReader {
  private static final int MAX_LINE_BYTES = 16 << 20;

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final Lines lines;
  private boolean anyRead;

  CitationLines(InputStream bytes) {
    this.lines = new Lines(bytes, MAX_LINE_BYTES);
  }

  @Override
  public @Nullable PubmedRecord next() throws IOException {
    while (lines.next()) {
      if (lines.isTooLong()) {
        return malformed("", "longer than " + MAX_LINE_BYTES + " bytes");
      }
      byte[] line = lines.bytes();
      if (!isBlank(line)) {
        return read(line);
      }
    }
    return null;
  }

  @Override
  public String position() {
    return "line " + lines.number();
  }

  private PubmedRecord read(byte[] line) throws IOException {
    JsonNode json;
    try {
      json = JSON.readValue(line);
    } catch (JsonEOFException e) {
      if (!anyRead) {
        throw new MalformedFileException(
            "JSON that goes on over several lines",
            "write one citation a line: «jq -c . FILE > FILE.jsonl»",
            e);
      }
      return malformed("", "not JSON: it ends too early");
    } catch (JsonProcessingException e) {
      return malformed("", "not JSON: " + e.getOriginalMessage());
    } catch (CharConversionException e) {
      return malformed("", "not UTF-8: " + e.getMessage());
    }
    anyRead = true;
    if (!json.isObject()) {
      return malformed(
          "", String.format(Locale.ROOT, "%s is not a JSON object", Excerpt.of(json.toString())));
    }
    String pmid = "";
    try {
      pmid = CitationJson.pmid(json);
      return new PubmedRecord.Article(1, CitationJson.read(json));
    } catch (IllegalArgumentException e) {
      return malformed(pmid, String.valueOf(e.getMessage()));
    }
  }

  private PubmedRecord malformed(String pmid, String problem) {
    return new PubmedRecord.Unreadable(pmid, "malformed-line", lines.number(), problem);
  }

  private static boolean isBlank(byte[] line) {
    return new String(line, StandardCharsets.ISO_8859_1).isBlank();
  }
}
