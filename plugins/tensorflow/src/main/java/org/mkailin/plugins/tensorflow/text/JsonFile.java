package org.mkailin.plugins.tensorflow.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The small JSON files of a model folder, each of which may be absent. */
final class JsonFile {
  private JsonFile() {}

  /**
   * The file's content, or a missing node where there is no such file.
   *
   * @throws IOException if it is no JSON object
   */
  static JsonNode read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return MissingNode.getInstance();
    }
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new IOException(
          file + " is no readable JSON: " + e.getMessage() + "; fetch the file again", e);
    }
    if (!json.isObject()) {
      throw new IOException(file + " is no JSON object; fetch the file again");
    }
    return json;
  }
}
