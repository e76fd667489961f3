package org.mkailin.pipelines.place;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run that a folder holds, as its manifest tells.
 *
 * @param program the program that made it, such as "distill"
 * @param files the names of its files below the folder, the manifest's own not among them
 */
public record EarlierRun(String program, Set<String> files) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a manifest.
   *
   * @return the run; empty if the text is no manifest of mkailin's, or names a file that is not
   *     below the folder
   */
  public static Optional<EarlierRun> parse(String manifest) {
    try {
      JsonNode root = JSON.readTree(manifest);
      if (!root.path("mkailin").isTextual() || !root.path("files").isArray()) {
        return Optional.empty();
      }
      Set<String> files = new TreeSet<>();
      for (JsonNode file : root.path("files")) {
        String name = file.path("name").asText();
        if (!name.matches("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*\\.[a-z]+")) {
          return Optional.empty();
        }
        files.add(name);
      }
      return Optional.of(new EarlierRun(root.path("program").asText(), files));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
