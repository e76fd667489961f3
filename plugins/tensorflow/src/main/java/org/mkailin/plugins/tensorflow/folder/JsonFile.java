package org.mkailin.plugins.tensorflow.folder;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** JSON objects in files; a key that stands twice is an error, not the last one's win. */
public final class JsonFile {
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFile() {}

  /**
   * Reads a file that holds one JSON object.
   *
   * @throws ModelFolderException if it is missing or holds something else
   */
  public static ObjectNode read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s is missing; is %s a model folder as Hugging Face writes it?",
              file,
              file.getParent()));
    }
    return parse(Files.readAllBytes(file), file.toString());
  }

  /**
   * Reads a file that a folder may lack: an empty object then.
   *
   * @throws ModelFolderException if it holds something else than one JSON object
   */
  public static ObjectNode readIfThere(Path file) throws IOException {
    return Files.exists(file) ? read(file) : JSON.createObjectNode();
  }

  /**
   * Parses one JSON object.
   *
   * @param source what the error calls it
   * @throws ModelFolderException if it is something else
   */
  static ObjectNode parse(byte[] json, String source) throws IOException {
    try {
      JsonNode tree = JSON.readTree(json);
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw new ModelFolderException(source + " holds no JSON object; fetch it again");
    } catch (JsonProcessingException e) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s is not readable as JSON: %s; fetch it again",
              source,
              e.getOriginalMessage()),
          e);
    }
  }
}
