package org.mkailin.tokenizers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** The tokens of a tokenizer and their ids, added tokens included. */
public final class Vocabulary {
  private static final JsonFactory JSON = new ObjectMapper().getFactory();

  private final Map<String, Integer> ids;
  private final Map<String, Integer> added;
  private final int size;
  private final Map.Entry<String, Integer> highest;

  private Vocabulary(Map<String, Integer> model, Map<String, Integer> added) {
    this.added = added;
    ids = new HashMap<>(model);
    ids.putAll(added);
    size = new HashSet<>(ids.values()).size();
    highest = Collections.max(ids.entrySet(), Map.Entry.comparingByValue());
  }

  /**
   * Reads the vocabulary out of a tokenizer.json, and skips the rest without holding it.
   *
   * @param name what an error calls the file
   * @throws IOException if it is no JSON, or no tokenizer
   */
  static Vocabulary read(byte[] json, String name) throws IOException {
    Map<String, Integer> model = new HashMap<>();
    Map<String, Integer> added = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(name + " is no tokenizer: it does not begin with «{»");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "model" -> readModel(parser, model);
          case "added_tokens" -> readAddedTokens(parser, added);
          default -> parser.skipChildren();
        }
      }
    } catch (JsonParseException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s is damaged at line %d, column %d: %s; fetch the file again",
              name,
              e.getLocation().getLineNr(),
              e.getLocation().getColumnNr(),
              e.getOriginalMessage()),
          e);
    }
    if (model.isEmpty() && added.isEmpty()) {
      throw new IOException(
          name + " is no tokenizer: it has no tokens under model.vocab nor added_tokens");
    }
    return new Vocabulary(model, added);
  }

  private static void readModel(JsonParser parser, Map<String, Integer> ids) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean vocabulary = "vocab".equals(parser.currentName());
      JsonToken value = parser.nextToken();
      if (vocabulary && value == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String token = parser.currentName();
          parser.nextToken();
          ids.put(token, parser.getIntValue());
        }
      } else if (vocabulary && value == JsonToken.START_ARRAY) {
        readUnigrams(parser, ids);
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Unigram models list [token, score] pairs; a token's id is its place. */
  private static void readUnigrams(JsonParser parser, Map<String, Integer> ids) throws IOException {
    for (int id = 0; parser.nextToken() == JsonToken.START_ARRAY; id++) {
      ids.put(parser.nextTextValue(), id);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        parser.skipChildren();
      }
    }
  }

  private static void readAddedTokens(JsonParser parser, Map<String, Integer> ids)
      throws IOException {
    for (JsonNode token : parser.<JsonNode>readValueAsTree()) {
      ids.put(token.path("content").asText(), token.path("id").asInt());
    }
  }

  /** The tokens of {@code added_tokens}, with the ids that the file gives them. */
  Map<String, Integer> added() {
    return Collections.unmodifiableMap(added);
  }

  /** Number of different ids. */
  public int size() {
    return size;
  }

  /** The highest id; a model needs an embedding row for it. */
  public int highestId() {
    return highest.getValue();
  }

  /** The text of the token with the highest id. */
  public String highestToken() {
    return highest.getKey();
  }

  /** The id of a token, given exactly as the vocabulary spells it: {@code [PAD]}, {@code ▁the}. */
  public OptionalInt id(String token) {
    Integer id = ids.get(token);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }
}
